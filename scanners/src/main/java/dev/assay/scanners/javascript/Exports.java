package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Own;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a file of the package gives to those that import it. */
final class Exports {

    private final Evaluator evaluator;
    private final Members members;
    private final CodePackage code;
    private final Set<String> inProgress = new HashSet<>();

    Exports(Evaluator evaluator, Members members, CodePackage code) {
        this.evaluator = evaluator;
        this.members = members;
        this.code = code;
    }

    /** What a file exports under a name; {@code =} is a CommonJS file's whole value. */
    List<Value> of(Script script, String name) {
        var key = script.file() + "#" + name;
        if (!inProgress.add(key)) {
            return List.of();
        }
        try {
            return now(script, name);
        } finally {
            inProgress.remove(key);
        }
    }

    private List<Value> now(Script script, String name) {
        var values = new Alternatives();
        for (var export : script.exports()) {
            var star = export.name().equals("*") && !name.equals("default");
            if (!star && !export.name().equals(name)) {
                continue;
            }
            if (export.specifier().isEmpty()) {
                var binding = script.topLevel().get(export.local());
                if (binding != null) {
                    values.addAll(evaluator.binding(script, binding));
                }
            } else if (!star || code.script(script, export.specifier()) != null) {
                values.addAll(
                        evaluator.imported(
                                script, export.specifier(), star ? name : export.local()));
            }
        }
        for (var value : script.exportWrites().getOrDefault(name, List.of())) {
            values.addAll(evaluator.of(script, value));
        }
        if (name.equals("default") && values.isEmpty() && !script.isModule()) {
            values.add(new Own(script));
        }
        if (!name.equals("=")) {
            for (var whole : script.exportWrites().getOrDefault("=", List.of())) {
                var all = evaluator.of(script, whole);
                values.addAll(name.equals("default") ? all : members.of(all, name));
            }
        }
        return values.list();
    }
}
