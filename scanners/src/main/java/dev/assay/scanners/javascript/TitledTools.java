package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tools that are known by their titles, as whoever registers them makes the names of those: rows of
 * a table, and {@code register({title, summary, inputSchema}, handler)}.
 */
final class TitledTools implements FactFamily {

    private static final List<String> TEXTS = List.of("description", "summary");
    private static final List<String> NAMES = List.of("name", "id", "toolName", "method", "uri");

    private final ToolNames names;
    private final ToolDefinitions definitions;
    private final Offers offers;
    private final Evaluator evaluator;

    TitledTools(Evaluator evaluator, Offers offers) {
        this.evaluator = evaluator;
        this.names = new ToolNames(evaluator);
        this.definitions = new ToolDefinitions(evaluator);
        this.offers = offers;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ARRAY, Kind.CALL);
    }

    @Override
    public void look(Place place, Node node) {
        if (node.is(Kind.ARRAY)) {
            table(place.script(), node);
        } else if (node.size() == 3
                && isTitled(node.kid(1))
                && Keys.hasAny(node.kid(1), ToolDefinitions.TOOL_SCHEMA_KEYS)) {
            registered(place.script(), node);
        }
    }

    /** One row with the schema of an input says of all what they are. */
    private void table(Script script, Node array) {
        var some = false;
        for (var row : array.kids()) {
            if (!isTitled(row) || !Keys.hasAny(row, ToolDefinitions.HANDLER_KEYS)) {
                return;
            }
            some |= Keys.hasAny(row, ToolDefinitions.TOOL_SCHEMA_KEYS);
        }
        if (some) {
            for (var row : array.kids()) {
                offer(script, row, definitions.handlers(script, row));
            }
        }
    }

    private void registered(Script script, Node call) {
        var handlers = definitions.handlers(script, call);
        if (!handlers.isEmpty()) {
            offer(script, call.kid(1), handlers);
        }
    }

    private void offer(Script script, Node object, List<Func> handlers) {
        var title = Keys.value(object, "title");
        var found = title == null ? List.<Value.Text>of() : names.of(script, title);
        if (found.size() != 1) {
            return;
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        definitions.of(script, object, detail);
        var text = text(script, object);
        if (text != null) {
            detail.putIfAbsent("description", text);
        }
        offers.add(
                FindingKind.TOOL_ADDED,
                found.getFirst().text(),
                found.getFirst().via(),
                script,
                object,
                detail,
                handlers);
    }

    private @Nullable String text(Script script, Node object) {
        for (var key : TEXTS) {
            var text = definitions.text(script, object, key);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static boolean isTitled(Node node) {
        return node.is(Kind.OBJECT)
                && Keys.has(node, "title")
                && Keys.hasAny(node, TEXTS)
                && !Keys.hasAny(node, NAMES);
    }
}
