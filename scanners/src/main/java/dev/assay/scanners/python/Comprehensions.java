package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ComprehensionTy;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;

import dev.assay.scanners.javascript.syntax.Block;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code [f(x) for x in xs if c]} as {@code xs.filter(x => c).map(x => f(x))}. */
final class Comprehensions {

    private final Expressions expressions;

    Comprehensions(Expressions expressions) {
        this.expressions = expressions;
    }

    Node of(SSTNode at, ExprTy element, ComprehensionTy[] generators) {
        return each(at, () -> expressions.of(element), generators, 0);
    }

    /** A dictionary is made of its pairs. */
    Node of(ExprTy.DictComp source) {
        var pairs =
                each(
                        source,
                        () ->
                                expressions.node(
                                        Kind.ARRAY,
                                        source,
                                        null,
                                        expressions.of(source.key),
                                        expressions.of(source.value)),
                        source.generators,
                        0);
        return expressions.call(source, expressions.global(source, "Object", "fromEntries"), pairs);
    }

    private Node each(SSTNode at, Supplier<Node> element, ComprehensionTy[] generators, int index) {
        var generator = generators[index];
        var last = index == generators.length - 1;
        var list = Loops.elements(expressions, generator.target, generator.iter);
        for (var condition : generator.ifs) {
            var test = function(at, list.target(), () -> expressions.of(condition));
            list = list.from(expressions.method(at, list.node(), "filter", test));
        }
        var body =
                function(
                        at,
                        list.target(),
                        last ? element : () -> each(at, element, generators, index + 1));
        return expressions.method(at, list.node(), last ? "map" : "flatMap", body);
    }

    private Fn function(SSTNode at, ExprTy target, Supplier<Node> result) {
        var outer = expressions.scope;
        var fn = new Fn(expressions.start(at), expressions.end(at), null, outer.fn(), true);
        expressions.scope = new Scope(outer, false, fn);
        var statements = new ArrayList<Node>(2);
        take(fn, target, statements);
        var value = result.get();
        statements.add(expressions.node(Kind.RETURN, at, null, value));
        expressions.scope = outer;
        fn.setBody(new Block(fn.start(), fn.end(), List.of(), statements.toArray(Node.NONE)));
        return fn;
    }

    private void take(Fn fn, ExprTy target, List<Node> statements) {
        if (target instanceof ExprTy.Name name) {
            expressions.scope.parameter(name.id);
            fn.parameters().add(expressions.ident(name, name.id));
            return;
        }
        var whole = "py:each";
        fn.parameters().add(expressions.ident(target, whole));
        expressions.scope.parameter(whole);
        Names.targets(target, (name, at) -> expressions.scope.declare(name, expressions.start(at)));
        statements.add(
                expressions.node(
                        Kind.EXPRESSION,
                        target,
                        null,
                        expressions.node(
                                Kind.ASSIGN,
                                target,
                                "=",
                                expressions.of(target),
                                expressions.ident(target, whole))));
    }
}
