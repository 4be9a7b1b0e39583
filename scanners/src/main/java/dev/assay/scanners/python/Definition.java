package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ArgumentsTy;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.StmtTy;

import org.jspecify.annotations.Nullable;

/** A {@code def} or an {@code async def}. */
record Definition(
        SSTNode at,
        String name,
        @Nullable ArgumentsTy parameters,
        StmtTy[] body,
        ExprTy[] decorators,
        boolean async) {

    static Definition of(StmtTy.FunctionDef def) {
        return new Definition(
                def, def.name, def.args, def.body, decorators(def.decoratorList), false);
    }

    static Definition of(StmtTy.AsyncFunctionDef def) {
        return new Definition(
                def, def.name, def.args, def.body, decorators(def.decoratorList), true);
    }

    private static ExprTy[] decorators(ExprTy @Nullable [] decorators) {
        return decorators == null ? new ExprTy[0] : decorators;
    }

    /** Whether a decorator has a name: {@code @property}, {@code @abc.abstractmethod}. */
    boolean is(String decorator) {
        for (var one : decorators) {
            switch (one) {
                case ExprTy.Name plain when plain.id.equals(decorator) -> {
                    return true;
                }
                case ExprTy.Attribute attribute when attribute.attr.equals(decorator) -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /** What the function says of itself, or null. */
    @Nullable String documentation() {
        return body.length > 0 && body[0] instanceof StmtTy.Expr first
                ? Texts.constant(first.value)
                : null;
    }
}
