package dev.assay.scanners.javascript.syntax;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.visitor.TranslatorNodeVisitor;
import com.oracle.truffle.api.strings.TruffleString;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What translating any node needs: where it lies in the file, what its names are, and where the
 * translation is.
 */
abstract class ParserNodes extends TranslatorNodeVisitor<LexicalContext, Node> {

    /** Stands for nothing where a position in the tree must be filled. */
    static final Node ABSENT = new Node(Kind.EMPTY, 0, 0, null);

    /** Few files have more names and literals than this says, so that the table seldom grows. */
    private static final int CHARACTERS_PER_NAME = 128;

    private static final String[] OPERATORS = new String[TokenType.values().length];

    static {
        for (var type : TokenType.values()) {
            OPERATORS[type.ordinal()] = type.getNameOrType();
        }
    }

    /** How many characters were put before the source to make it parse. */
    private final int shift;

    /** The parser's ends lie past what it was given when the file ends there. */
    private final int length;

    /** The parser has one object for each name. */
    private final Map<TruffleString, String> names;

    /** The function being translated. */
    Fn function;

    /** Names that the block being translated declares. */
    List<Ident> blockNames = new ArrayList<>();

    ParserNodes(int shift, Fn top) {
        super(new LexicalContext());
        this.shift = shift;
        this.length = top.end();
        this.names = new IdentityHashMap<>(length / CHARACTERS_PER_NAME);
        this.function = top;
    }

    final String text(TruffleString value) {
        var known = names.get(value);
        if (known == null) {
            known = value.toJavaStringUncached();
            names.put(value, known);
        }
        return known;
    }

    final int start(com.oracle.js.parser.ir.Node node) {
        return within(node.getStart() - shift);
    }

    final int end(com.oracle.js.parser.ir.Node node) {
        return within(node.getFinish() - shift);
    }

    private int within(int offset) {
        return offset < 0 ? 0 : Math.min(offset, length);
    }

    final Node node(
            Kind kind, com.oracle.js.parser.ir.Node at, @Nullable String text, Node... kids) {
        return new Node(kind, start(at), end(at), text, kids);
    }

    final Node node(Kind kind, com.oracle.js.parser.ir.Node at, @Nullable String text) {
        return new Node(kind, start(at), end(at), text);
    }

    final Node of(com.oracle.js.parser.ir.@Nullable Node node) {
        if (node == null) {
            return ABSENT;
        }
        var translated = node.accept(this);
        return translated == null ? ABSENT : translated;
    }

    final Node[] all(List<? extends com.oracle.js.parser.ir.Node> nodes) {
        var result = new Node[nodes.size()];
        for (var index = 0; index < result.length; index++) {
            result[index] = of(nodes.get(index));
        }
        return result;
    }

    static String operator(com.oracle.js.parser.ir.Node node) {
        return OPERATORS[node.tokenType().ordinal()];
    }

    final Ident ident(IdentNode source) {
        return new Ident(start(source), end(source), text(source.getNameTS()));
    }
}
