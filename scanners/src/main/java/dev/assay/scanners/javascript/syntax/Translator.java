package dev.assay.scanners.javascript.syntax;

import com.oracle.js.parser.ir.ClassElement;
import com.oracle.js.parser.ir.ClassNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.UnaryNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/**
 * Turns the parser's tree into ours; this part does functions and classes. With {@link GraalParser}
 * it and what it extends is all that knows the parser's types, which are internal to GraalJS and
 * change without notice.
 */
final class Translator extends Statements {

    private Translator(int shift, Fn top) {
        super(shift, top);
    }

    /** Translates a whole program into the body of {@code top}. */
    static void translate(FunctionNode program, int shift, Fn top) {
        var translator = new Translator(shift, top);
        translator.fill(top, program);
    }

    private Fn fill(Fn fn, FunctionNode source) {
        var outerFunction = function;
        var outerNames = blockNames;
        function = fn;
        blockNames = new ArrayList<>(0);
        for (var parameter : source.getParameters()) {
            fn.parameters().add(ident(parameter));
        }
        fn.mark(source.isAsync(), source.isGenerator());
        fn.setBody(block(source.getBody()));
        function = outerFunction;
        blockNames = outerNames;
        return fn;
    }

    @Override
    public Node enterFunctionNode(FunctionNode source) {
        // A constructor claims the positions of its whole class, and one that is not written
        // there has the body to match; it must not seem to enclose the methods.
        var from = source.isClassConstructor() ? source.getBody() : source;
        var unwritten = source.isClassConstructor() && from.getStart() == source.getStart();
        var ident = source.getIdent();
        var ownName =
                source.isNamedFunctionExpression() && ident != null
                        ? text(ident.getNameTS())
                        : null;
        var fn =
                new Fn(
                        start(from),
                        unwritten ? start(from) : Math.max(start(from), end(from)),
                        ownName,
                        function,
                        source.isArrow());
        if (ident != null) {
            fn.setTitle(text(ident.getNameTS()));
        }
        return fill(fn, source);
    }

    @Override
    public Node enterClassNode(ClassNode source) {
        var members = new ArrayList<Node>();
        var heritage = source.getClassHeritage() == null ? null : of(source.getClassHeritage());
        if (source.getConstructor() != null) {
            members.add(of(source.getConstructor()));
        }
        for (var element : source.getClassElements()) {
            members.add(of(element));
        }
        var ident = source.getIdent() == null ? null : ident(source.getIdent());
        var cls = new Cls(start(source), end(source), ident, heritage, members.toArray(Node.NONE));
        adopt(cls);
        return cls;
    }

    @Override
    public Node enterClassElement(ClassElement element) {
        if (element.isClassStaticBlock()) {
            return of(((FunctionNode) element.getValue()).getBody());
        }
        return property(element, element.isClassFieldOrAutoAccessor());
    }

    @Override
    public Node enterPropertyNode(PropertyNode element) {
        if (element.isRest()) {
            return node(Kind.SPREAD, element, null, spreadOperand(element.getKey()));
        }
        return property(element, false);
    }

    private Node spreadOperand(Expression key) {
        return key instanceof UnaryNode unary ? of(unary.getExpression()) : of(key);
    }

    private Node property(PropertyNode element, boolean field) {
        var value =
                element.getGetter() != null
                        ? of(element.getGetter())
                        : element.getSetter() != null
                                ? of(element.getSetter())
                                : field ? fieldValue(element.getValue()) : of(element.getValue());
        if (element.getGetter() != null && value instanceof Fn getter) {
            getter.setGetter();
        }
        if (element.isComputed()) {
            var key = of(element.getKey());
            return key.is(Kind.STRING)
                    ? node(Kind.PROPERTY, element, key.name(), value)
                    : node(Kind.PROPERTY, element, null, value, key);
        }
        return node(Kind.PROPERTY, element, keyName(element.getKey()), value);
    }

    private String keyName(@Nullable Expression key) {
        return switch (key) {
            case IdentNode ident -> text(ident.getNameTS());
            case LiteralNode<?> literal -> of(literal).name();
            case null, default -> "";
        };
    }

    /** The parser wraps a field's initial value in a function that returns it. */
    private Node fieldValue(@Nullable Expression value) {
        if (value instanceof FunctionNode wrapper
                && wrapper.getBody().getFirstStatement() instanceof ReturnNode result) {
            return of(result.getExpression());
        }
        return of(value);
    }
}
