package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.OperatorTy;

/** Tells expressions that are paths of files by how they are made. */
final class Paths {

    private Paths() {}

    static boolean isPath(Expressions expressions, ExprTy source) {
        return switch (source) {
            case ExprTy.Call call -> {
                var meaning = expressions.meaning(call.func);
                if (meaning != null) {
                    yield meaning.startsWith("pathlib.") || meaning.startsWith("os.path.");
                }
                yield call.func instanceof ExprTy.Attribute method
                        && isPathMethod(method.attr)
                        && isPath(expressions, method.value);
            }
            case ExprTy.Attribute attribute ->
                    attribute.attr.equals("parent") && isPath(expressions, attribute.value);
            case ExprTy.BinOp join -> isJoin(expressions, join);
            case ExprTy.Name name ->
                    name.id.equals("__file__") && !expressions.scope.isBound(name.id);
            default -> false;
        };
    }

    private static boolean isPathMethod(String name) {
        return switch (name) {
            case "resolve", "absolute", "expanduser", "joinpath", "with_suffix", "with_name" ->
                    true;
            default -> false;
        };
    }

    /** {@code path / "name"}: numbers are not divided by texts. */
    static boolean isJoin(Expressions expressions, ExprTy.BinOp source) {
        return source.op == OperatorTy.Div
                && (Texts.constant(source.right) != null
                        || source.right instanceof ExprTy.JoinedStr
                        || isPath(expressions, source.left));
    }
}
