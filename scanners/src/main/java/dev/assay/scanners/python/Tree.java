package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.SSTNode;

import dev.assay.scanners.javascript.NamedArguments;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Makes nodes of the engine's tree at places of Python's. */
class Tree {

    static final Node ABSENT = new Node(Kind.EMPTY, 0, 0, null);

    private final Positions positions;

    Tree(Positions positions) {
        this.positions = positions;
    }

    final int start(SSTNode at) {
        var range = at.getSourceRange();
        return positions.offset(range.startLine, range.startColumn);
    }

    final int end(SSTNode at) {
        var range = at.getSourceRange();
        return Math.max(start(at), positions.offset(range.endLine, range.endColumn));
    }

    final Node node(Kind kind, SSTNode at, @Nullable String text, Node... kids) {
        return new Node(kind, start(at), end(at), text, kids);
    }

    final Node string(SSTNode at, String text) {
        return new Node(Kind.STRING, start(at), end(at), text);
    }

    final Node number(SSTNode at, int value) {
        return new Node(Kind.NUMBER, start(at), end(at), Integer.toString(value));
    }

    final Ident ident(SSTNode at, String name) {
        return new Ident(start(at), end(at), name);
    }

    final Node member(SSTNode at, Node object, String name) {
        return new Node(Kind.MEMBER, start(at), end(at), name, object);
    }

    /** {@code object.method(arguments…)} */
    final Node method(SSTNode at, Node object, String method, Node... arguments) {
        return call(at, member(at, object, method), arguments);
    }

    final Node call(SSTNode at, Node callee, Node... arguments) {
        return with(Kind.CALL, at, callee, arguments);
    }

    final Node made(SSTNode at, Node callee, Node... arguments) {
        return with(Kind.NEW, at, callee, arguments);
    }

    private Node with(Kind kind, SSTNode at, Node callee, Node... arguments) {
        var kids = new Node[arguments.length + 1];
        kids[0] = callee;
        System.arraycopy(arguments, 0, kids, 1, arguments.length);
        return new Node(kind, start(at), end(at), null, kids);
    }

    final Node property(SSTNode at, String key, Node value) {
        return new Node(Kind.PROPERTY, start(at), end(at), key, value);
    }

    final Node object(SSTNode at, List<Node> properties) {
        return new Node(Kind.OBJECT, start(at), end(at), null, properties.toArray(Node.NONE));
    }

    /** What a call gives by name. */
    final Node named(SSTNode at, List<Node> properties) {
        return new Node(
                Kind.OBJECT,
                start(at),
                end(at),
                NamedArguments.MARK,
                properties.toArray(Node.NONE));
    }

    /** A global of JavaScript, such as {@code String.fromCharCode}. */
    final Node global(SSTNode at, String name, String... members) {
        Node node = ident(at, name);
        for (var member : members) {
            node = member(at, node, member);
        }
        return node;
    }

    /** Something in a module: of Node's, of Python's, or an idiom. */
    final Node library(SSTNode at, String specifier, String... members) {
        var node = node(Kind.IMPORT, at, null, string(at, specifier));
        for (var member : members) {
            node = member(at, node, member);
        }
        return node;
    }

    /** {@code process.env} */
    final Node environment(SSTNode at) {
        return global(at, "process", "env");
    }
}
