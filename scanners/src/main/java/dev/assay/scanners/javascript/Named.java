package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where names stand as values: handed to a call, put into a list, assigned. A file is read for it
 * when somebody asks for a name of it, once.
 */
final class Named {

    private static final int MOST_MENTIONS = 8;

    /**
     * @param in the function it stands in
     * @param isArgument whether it is an argument of a call
     */
    record Mention(Script script, Fn in, int at, boolean isArgument) {}

    private final CodePackage code;
    private final List<Script> scripts;
    private final Map<Script, Map<Binding, List<Mention>>> mentions = new IdentityHashMap<>();
    private final Map<String, Map<Script, Binding>> importers = new HashMap<>();
    private final Map<String, Integer> methods = new HashMap<>();

    Named(CodePackage code, List<Script> scripts) {
        this.code = code;
        this.scripts = scripts;
    }

    /** Mentions of a name in its file, and in those that import it. */
    List<Mention> mentions(Script script, Binding name) {
        var found = new ArrayList<>(of(script).getOrDefault(name, List.of()));
        for (var exported : code.exportedAs(name)) {
            importers()
                    .getOrDefault(script.file() + "#" + exported, Map.of())
                    .forEach(
                            (importer, local) ->
                                    found.addAll(of(importer).getOrDefault(local, List.of())));
        }
        return found;
    }

    /** Whether no other function of a class or object has its name. */
    boolean isOnlyMethod(Fn fn) {
        if (methods.isEmpty()) {
            for (var script : scripts) {
                for (var each : script.functions()) {
                    if (each.owner() != null) {
                        methods.merge(each.title(), 1, Integer::sum);
                    }
                }
            }
        }
        return methods.getOrDefault(fn.title(), 0) == 1;
    }

    private Map<String, Map<Script, Binding>> importers() {
        if (importers.isEmpty()) {
            for (var script : scripts) {
                for (var binding : script.topLevel().values()) {
                    var imported = binding.imported();
                    var target =
                            imported == null ? null : code.script(script, imported.specifier());
                    if (imported != null && target != null) {
                        importers
                                .computeIfAbsent(
                                        target.file() + "#" + imported.name(),
                                        key -> new LinkedHashMap<>())
                                .put(script, binding);
                    }
                }
            }
        }
        return importers;
    }

    private Map<Binding, List<Mention>> of(Script script) {
        return mentions.computeIfAbsent(
                script,
                key -> {
                    var found = new IdentityHashMap<Binding, List<Mention>>();
                    visit(script, script.top(), script.top().body(), found);
                    return found;
                });
    }

    private static void visit(Script script, Fn in, Node node, Map<Binding, List<Mention>> found) {
        switch (node.kind()) {
            case FUNCTION -> {
                var fn = (Fn) node;
                if (fn.body() != node) {
                    visit(script, fn, fn.body(), found);
                }
                return;
            }
            case CLASS -> {
                var heritage = ((Cls) node).heritage();
                if (heritage != null) {
                    visit(script, in, heritage, found);
                }
            }
            default -> {}
        }
        var isCall = node.is(Kind.CALL) || node.is(Kind.NEW);
        var isTarget = node.is(Kind.VAR) || node.is(Kind.ASSIGN);
        for (var index = 0; index < node.size(); index++) {
            var kid = node.kid(index);
            if (!(kid instanceof Ident ident)) {
                visit(script, in, kid, found);
            } else if (ident.binding() != null && !(index == 0 && (isCall || isTarget))) {
                var all = found.computeIfAbsent(ident.binding(), key -> new ArrayList<>(1));
                if (all.size() < MOST_MENTIONS) {
                    all.add(new Mention(script, in, ident.start(), isCall));
                }
            }
        }
    }
}
