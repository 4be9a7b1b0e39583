package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Modules that are the definition of one tool: they export its name, what it says of itself, its
 * parameters and its function, each by itself. Whoever lists a folder and imports what is in it
 * registers them without naming any.
 */
final class ToolModules implements FactFamily {

    private static final List<String> NAMES = List.of("name", "toolName", "method", "id");

    private final ToolNames names;
    private final ToolDefinitions definitions;
    private final Offers offers;
    private final Evaluator evaluator;

    ToolModules(Evaluator evaluator, Offers offers) {
        this.evaluator = evaluator;
        this.names = new ToolNames(evaluator);
        this.definitions = new ToolDefinitions(evaluator);
        this.offers = offers;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.FUNCTION);
    }

    @Override
    public void look(Place place, Node node) {
        var script = place.script();
        if (node == script.top()) {
            module(script);
        }
    }

    private void module(Script script) {
        var exported = exported(script);
        var handlers = new ArrayList<Func>(1);
        for (var key : ToolDefinitions.HANDLER_KEYS) {
            var value = exported.get(key);
            if (value != null) {
                functions(script, value, handlers);
            }
        }
        if (handlers.isEmpty()
                || !exported.containsKey("description")
                || ToolDefinitions.SCHEMA_KEYS.stream().noneMatch(exported::containsKey)) {
            return;
        }
        for (var key : NAMES) {
            var name = exported.get(key);
            var found = name == null ? List.<Value.Text>of() : names.of(script, name);
            if (name != null && found.size() == 1) {
                var detail = new LinkedHashMap<String, Object>();
                definitions.ofExports(script, exported, detail);
                offers.addUnlessSaid(
                        FindingKind.TOOL_ADDED,
                        found.getFirst().text(),
                        found.getFirst().via(),
                        script,
                        name,
                        detail,
                        handlers);
                return;
            }
        }
    }

    /** What the module declares itself and offers under a name, where it is given one value. */
    private static Map<String, Node> exported(Script script) {
        var exported = new LinkedHashMap<String, Node>();
        for (var export : script.exports()) {
            var binding =
                    export.specifier().isEmpty() ? script.topLevel().get(export.local()) : null;
            if (binding != null && binding.writes().size() == 1) {
                var write = binding.writes().getFirst();
                if (write.path().isEmpty()) {
                    exported.putIfAbsent(export.name(), write.value());
                }
            }
        }
        script.exportWrites()
                .forEach(
                        (name, values) -> {
                            // Compilers first write `exports.name = void 0`.
                            exported.putIfAbsent(name, values.getLast());
                        });
        return exported;
    }

    private void functions(Script script, Node node, List<Func> found) {
        if (node instanceof Fn fn) {
            found.add(new Func(script, fn));
            return;
        }
        for (var value : evaluator.of(script, node)) {
            if (value instanceof Func func) {
                found.add(func);
            }
        }
    }
}
