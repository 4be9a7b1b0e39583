package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExceptHandlerTy;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.PatternTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.StmtTy;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Finds the names that statements give a value: those belong to the function around them. */
final class Names {

    private final BiConsumer<String, SSTNode> declare;
    private final Set<String> foreign = new HashSet<>();

    private Names(BiConsumer<String, SSTNode> declare) {
        this.declare = declare;
    }

    /** Tells each name of a body, without what is in its functions and classes. */
    static void of(StmtTy[] body, BiConsumer<String, SSTNode> declare) {
        var outside = new HashSet<String>();
        new Names((name, at) -> {}).collect(body, outside);
        var names =
                new Names(
                        (name, at) -> {
                            if (!outside.contains(name)) {
                                declare.accept(name, at);
                            }
                        });
        names.all(body);
    }

    private void collect(StmtTy[] body, Set<String> outside) {
        all(body);
        outside.addAll(foreign);
    }

    /** The names in what is assigned to. */
    static void targets(ExprTy target, BiConsumer<String, SSTNode> declare) {
        switch (target) {
            case ExprTy.Name name -> declare.accept(name.id, name);
            case ExprTy.Tuple tuple -> {
                for (var element : tuple.elements) {
                    targets(element, declare);
                }
            }
            case ExprTy.List list -> {
                for (var element : list.elements) {
                    targets(element, declare);
                }
            }
            case ExprTy.Starred starred -> targets(starred.value, declare);
            default -> {}
        }
    }

    private void target(ExprTy target) {
        targets(target, declare);
    }

    private void all(StmtTy @Nullable [] body) {
        if (body != null) {
            for (var statement : body) {
                of(statement);
            }
        }
    }

    private void of(StmtTy statement) {
        switch (statement) {
            case StmtTy.FunctionDef def -> declare.accept(def.name, def);
            case StmtTy.AsyncFunctionDef def -> declare.accept(def.name, def);
            case StmtTy.ClassDef def -> declare.accept(def.name, def);
            case StmtTy.Assign assign -> {
                for (var target : assign.targets) {
                    target(target);
                }
            }
            case StmtTy.AnnAssign assign -> target(assign.target);
            case StmtTy.AugAssign assign -> target(assign.target);
            case StmtTy.Global global -> foreign.addAll(Set.of(distinct(global.names)));
            case StmtTy.Nonlocal nonlocal -> foreign.addAll(Set.of(distinct(nonlocal.names)));
            case StmtTy.For loop -> {
                target(loop.target);
                all(loop.body);
                all(loop.orElse);
            }
            case StmtTy.AsyncFor loop -> {
                target(loop.target);
                all(loop.body);
                all(loop.orElse);
            }
            case StmtTy.While loop -> {
                all(loop.body);
                all(loop.orElse);
            }
            case StmtTy.If choice -> {
                all(choice.body);
                all(choice.orElse);
            }
            case StmtTy.With with -> {
                for (var item : with.items) {
                    if (item.optionalVars != null) {
                        target(item.optionalVars);
                    }
                }
                all(with.body);
            }
            case StmtTy.AsyncWith with -> {
                for (var item : with.items) {
                    if (item.optionalVars != null) {
                        target(item.optionalVars);
                    }
                }
                all(with.body);
            }
            case StmtTy.Try attempt -> {
                all(attempt.body);
                handlers(attempt.handlers);
                all(attempt.orElse);
                all(attempt.finalBody);
            }
            case StmtTy.TryStar attempt -> {
                all(attempt.body);
                handlers(attempt.handlers);
                all(attempt.orElse);
                all(attempt.finalBody);
            }
            case StmtTy.Match match -> {
                for (var branch : match.cases) {
                    pattern(branch.pattern);
                    all(branch.body);
                }
            }
            default -> {}
        }
    }

    private static String[] distinct(String[] names) {
        return java.util.Arrays.stream(names).distinct().toArray(String[]::new);
    }

    private void handlers(ExceptHandlerTy @Nullable [] handlers) {
        if (handlers != null) {
            for (var handler : handlers) {
                if (handler instanceof ExceptHandlerTy.ExceptHandler except) {
                    if (except.name != null) {
                        declare.accept(except.name, except);
                    }
                    all(except.body);
                }
            }
        }
    }

    private void patterns(PatternTy @Nullable [] patterns) {
        if (patterns != null) {
            for (var pattern : patterns) {
                pattern(pattern);
            }
        }
    }

    private void pattern(@Nullable PatternTy pattern) {
        switch (pattern) {
            case PatternTy.MatchAs as -> {
                if (as.name != null) {
                    declare.accept(as.name, as);
                }
                pattern(as.pattern);
            }
            case PatternTy.MatchStar star -> {
                if (star.name != null) {
                    declare.accept(star.name, star);
                }
            }
            case PatternTy.MatchMapping mapping -> {
                if (mapping.rest != null) {
                    declare.accept(mapping.rest, mapping);
                }
                patterns(mapping.patterns);
            }
            case PatternTy.MatchSequence sequence -> patterns(sequence.patterns);
            case PatternTy.MatchOr or -> patterns(or.patterns);
            case PatternTy.MatchClass cls -> {
                patterns(cls.patterns);
                patterns(cls.kwdPatterns);
            }
            case null, default -> {}
        }
    }
}
