package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.StmtTy;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** The functions and classes of a file by their names, wherever they stand outside of functions. */
final class Definitions {

    private Definitions() {}

    static void of(
            StmtTy @Nullable [] body,
            Map<String, Definition> functions,
            Map<String, StmtTy.ClassDef> classes) {
        if (body == null) {
            return;
        }
        for (var statement : body) {
            switch (statement) {
                case StmtTy.FunctionDef def -> {
                    functions.put(def.name, Definition.of(def));
                    of(def.body, functions, classes);
                }
                case StmtTy.AsyncFunctionDef def -> {
                    functions.put(def.name, Definition.of(def));
                    of(def.body, functions, classes);
                }
                case StmtTy.ClassDef def -> {
                    classes.put(def.name, def);
                    of(def.body, functions, classes);
                }
                case StmtTy.If choice -> {
                    of(choice.body, functions, classes);
                    of(choice.orElse, functions, classes);
                }
                case StmtTy.Try attempt -> of(attempt.body, functions, classes);
                default -> {}
            }
        }
    }
}
