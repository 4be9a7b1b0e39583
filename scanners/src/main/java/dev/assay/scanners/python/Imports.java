package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.AliasTy;
import com.oracle.graal.python.pegparser.sst.ExceptHandlerTy;
import com.oracle.graal.python.pegparser.sst.StmtTy;

import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What imports bring into a file, and into a function. */
final class Imports {

    private final Scope scope;
    private final List<Script.Import> imports;
    private final List<String> stars;
    private final Set<String> dotted;

    Imports(Scope scope, List<Script.Import> imports, List<String> stars, Set<String> dotted) {
        this.scope = scope;
        this.imports = imports;
        this.stars = stars;
        this.dotted = dotted;
    }

    /** Notes the imports of a file, also those that it tries or chooses. */
    void ofFile(StmtTy[] body) {
        each(body, this::noteInFile);
    }

    private void noteInFile(StmtTy statement) {
        switch (statement) {
            case StmtTy.Import imported -> {
                for (var alias : imported.names) {
                    plain(alias);
                }
            }
            case StmtTy.ImportFrom imported -> from(imported);
            default -> {}
        }
    }

    private void plain(AliasTy alias) {
        load(PythonModules.SCHEME + alias.name);
        if (alias.asName != null) {
            add(alias.asName, PythonModules.SCHEME + alias.name, "*");
            scope.imported(alias.asName, alias.name);
            return;
        }
        var dot = alias.name.indexOf('.');
        var first = dot < 0 ? alias.name : alias.name.substring(0, dot);
        if (dot >= 0) {
            dotted.add(alias.name);
        }
        add(first, PythonModules.SCHEME + first, "*");
        scope.imported(first, first);
    }

    private void from(StmtTy.ImportFrom source) {
        var specifier = specifier(source);
        load(specifier);
        for (var alias : source.names) {
            if (alias.name.equals("*")) {
                stars.add(specifier);
                continue;
            }
            // The name may be a module of its own.
            load(specifier + (specifier.endsWith(".") ? "" : ".") + alias.name);
            var local = alias.asName == null ? alias.name : alias.asName;
            add(local, specifier, alias.name);
            scope.imported(local, meaning(source, alias));
        }
    }

    private void load(String specifier) {
        imports.add(new Script.Import("", new Binding.Import(specifier, "")));
    }

    private void add(String local, String specifier, String name) {
        imports.add(new Script.Import(local, new Binding.Import(specifier, name)));
    }

    private static String specifier(StmtTy.ImportFrom source) {
        return PythonModules.SCHEME
                + ".".repeat(source.level)
                + (source.module == null ? "" : source.module);
    }

    /** What a name means; of this package's own modules nothing is known beforehand. */
    private static String meaning(StmtTy.ImportFrom source, AliasTy alias) {
        return ".".repeat(source.level)
                + (source.module == null ? "" : source.module + ".")
                + alias.name;
    }

    // Within functions

    /** Notes which names the imports in a function bring, before its statements are looked at. */
    static void declare(Scope scope, StmtTy[] body) {
        each(
                body,
                statement -> {
                    switch (statement) {
                        case StmtTy.Import imported -> {
                            for (var alias : imported.names) {
                                var dot = alias.name.indexOf('.');
                                var first = dot < 0 ? alias.name : alias.name.substring(0, dot);
                                var local = alias.asName == null ? first : alias.asName;
                                scope.declare(local, 0);
                                scope.imported(local, alias.asName == null ? first : alias.name);
                            }
                        }
                        case StmtTy.ImportFrom imported -> {
                            for (var alias : imported.names) {
                                var local = alias.asName == null ? alias.name : alias.asName;
                                if (!local.equals("*")) {
                                    scope.declare(local, 0);
                                    scope.imported(local, meaning(imported, alias));
                                }
                            }
                        }
                        default -> {}
                    }
                });
    }

    void within(Expressions in, StmtTy.Import source, List<Node> out) {
        for (var alias : source.names) {
            var dot = alias.name.indexOf('.');
            var first = dot < 0 ? alias.name : alias.name.substring(0, dot);
            var local = alias.asName == null ? first : alias.asName;
            if (dot >= 0) {
                load(PythonModules.SCHEME + alias.name);
                if (alias.asName == null) {
                    dotted.add(alias.name);
                }
            }
            var module = alias.asName == null ? first : alias.name;
            out.add(
                    in.node(
                            Kind.VAR,
                            source,
                            "let",
                            in.ident(alias, local),
                            in.library(alias, PythonModules.SCHEME + module)));
        }
    }

    void within(Expressions in, StmtTy.ImportFrom source, List<Node> out) {
        var specifier = specifier(source);
        for (var alias : source.names) {
            if (alias.name.equals("*")) {
                continue;
            }
            load(specifier + (specifier.endsWith(".") ? "" : ".") + alias.name);
            var local = alias.asName == null ? alias.name : alias.asName;
            out.add(
                    in.node(
                            Kind.VAR,
                            source,
                            "let",
                            in.ident(alias, local),
                            in.library(alias, specifier, alias.name)));
        }
    }

    private static void each(StmtTy @Nullable [] body, Consumer<StmtTy> look) {
        if (body == null) {
            return;
        }
        for (var statement : body) {
            look.accept(statement);
            switch (statement) {
                case StmtTy.If choice -> {
                    each(choice.body, look);
                    each(choice.orElse, look);
                }
                case StmtTy.Try attempt -> {
                    each(attempt.body, look);
                    if (attempt.handlers != null) {
                        for (var handler : attempt.handlers) {
                            if (handler instanceof ExceptHandlerTy.ExceptHandler except) {
                                each(except.body, look);
                            }
                        }
                    }
                    each(attempt.orElse, look);
                    each(attempt.finalBody, look);
                }
                case StmtTy.With with -> each(with.body, look);
                case StmtTy.For loop -> each(loop.body, look);
                case StmtTy.While loop -> each(loop.body, look);
                default -> {}
            }
        }
    }
}
