package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;

import dev.assay.scanners.javascript.syntax.Node;

/** What a loop goes over. */
final class Loops {

    private Loops() {}

    /**
     * @param target what the loop names
     * @param node the list whose elements it names so
     */
    record Each(ExprTy target, Node node) {

        Each from(Node other) {
            return new Each(target, other);
        }
    }

    /** {@code for i, x in enumerate(xs)} names the elements of {@code xs}. */
    static Each elements(Expressions expressions, ExprTy target, ExprTy list) {
        if (list instanceof ExprTy.Call call
                && call.args.length > 0
                && "builtins.enumerate".equals(expressions.meaning(call.func))
                && target instanceof ExprTy.Tuple pair
                && pair.elements.length == 2
                && pair.elements[0] instanceof ExprTy.Name index) {
            expressions.scope.declare(index.id, expressions.start(index));
            return new Each(pair.elements[1], expressions.of(call.args[0]));
        }
        return new Each(target, expressions.of(list));
    }
}
