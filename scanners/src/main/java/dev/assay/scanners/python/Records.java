package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.StmtTy;

import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Classes whose constructor is written by a decorator or a base: data classes and models. */
final class Records {

    private static final Set<String> BASES =
            Set.of("BaseModel", "BaseSettings", "NamedTuple", "TypedDict", "SQLModel", "Struct");

    private Records() {}

    static boolean isRecord(StmtTy.ClassDef source) {
        for (var statement : source.body) {
            if (statement instanceof StmtTy.FunctionDef def && def.name.equals("__init__")) {
                return false;
            }
        }
        if (fields(source).isEmpty()) {
            return false;
        }
        for (var base : source.bases == null ? new ExprTy[0] : source.bases) {
            if (BASES.contains(String.valueOf(last(base)))) {
                return true;
            }
        }
        for (var decorator : source.decoratorList == null ? new ExprTy[0] : source.decoratorList) {
            var callee = decorator instanceof ExprTy.Call call ? call.func : decorator;
            switch (String.valueOf(last(callee))) {
                case "dataclass", "define", "frozen", "attrs", "s" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /** The last name of {@code a.b.c}. */
    static @Nullable String last(ExprTy source) {
        return switch (source) {
            case ExprTy.Name name -> name.id;
            case ExprTy.Attribute attribute -> attribute.attr;
            case ExprTy.Subscript generic -> last(generic.value);
            default -> null;
        };
    }

    static List<String> fields(StmtTy.ClassDef source) {
        var fields = new ArrayList<String>();
        for (var statement : source.body) {
            if (statement instanceof StmtTy.AnnAssign field
                    && field.target instanceof ExprTy.Name name) {
                fields.add(name.id);
            }
        }
        return fields;
    }

    /**
     * The value of a field: of {@code Field(default=x)} and {@code field(default=x)}, {@code x}.
     */
    static Node value(Expressions in, ExprTy value) {
        if (value instanceof ExprTy.Call call && isField(call)) {
            var fallback = new Arguments(in, call).get(0, "default");
            return fallback == null ? in.of(value) : in.of(fallback);
        }
        return in.of(value);
    }

    static boolean isField(ExprTy.Call call) {
        return switch (String.valueOf(last(call.func))) {
            case "Field", "field" -> true;
            default -> false;
        };
    }
}
