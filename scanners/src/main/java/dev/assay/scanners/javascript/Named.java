package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link Mentions} of names across files, and names that nothing else has. */
final class Named {

    private final CodePackage code;
    private final List<Script> scripts;
    private final Mentions mentions;
    private final Map<String, Map<Script, Binding>> importers = new HashMap<>();
    private final Map<String, Integer> methods = new HashMap<>();

    Named(CodePackage code, List<Script> scripts, Mentions mentions) {
        this.code = code;
        this.scripts = scripts;
        this.mentions = mentions;
    }

    /** Mentions of a name in its file, and in those that import it. */
    List<Mentions.Mention> mentions(Script script, Binding name) {
        var found = new ArrayList<>(mentions.of(name));
        for (var exported : code.exportedAs(name)) {
            importers()
                    .getOrDefault(script.file() + "#" + exported, Map.of())
                    .forEach((importer, local) -> found.addAll(mentions.of(local)));
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
}
