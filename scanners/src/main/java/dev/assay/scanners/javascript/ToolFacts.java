package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tools, prompts, resources and instructions that a server offers, as far as the code alone
 * tells: registrations of the official SDKs, lists of definitions, objects of definitions by name,
 * and classes with a tool name.
 */
final class ToolFacts implements FactFamily {

    private static final List<String> SCHEMA_KEYS =
            List.of(
                    "inputSchema",
                    "parameters",
                    "input_schema",
                    "argsSchema",
                    "paramsSchema",
                    "schema",
                    "args",
                    "argsShape");

    private static final List<String> HANDLER_KEYS =
            List.of("execute", "handler", "callback", "cb", "run", "call", "handle", "invoke");

    /** What only the definition of a tool has, where its handler stands elsewhere. */
    private static final List<String> TOOL_KEYS = List.of("annotations", "outputSchema");

    private final Evaluator evaluator;
    private final Report report;

    ToolFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW, Kind.OBJECT, Kind.CLASS, Kind.ASSIGN);
    }

    @Override
    public void look(Place place, Node node) {
        var script = place.script();
        switch (node.kind()) {
            case CALL -> call(script, node);
            case NEW -> instructions(script, node);
            case OBJECT -> {
                named(script, node);
                byName(script, node);
            }
            case CLASS -> cls(script, (Cls) node);
            default -> assigned(script, node);
        }
    }

    // server.tool("name", …), server.registerTool("name", {…}, handler), server.addTool({name, …})

    private void call(Script script, Node call) {
        if (!call.kid(0).is(Kind.MEMBER) || call.size() < 2) {
            return;
        }
        switch (call.kid(0).name()) {
            case "tool", "registerTool", "addTool" ->
                    registered(script, call, FindingKind.TOOL_ADDED);
            case "prompt", "registerPrompt", "addPrompt" ->
                    registered(script, call, FindingKind.PROMPT_CHANGED);
            case "resource", "registerResource", "addResource", "addResourceTemplate" ->
                    registered(script, call, FindingKind.RESOURCE_CHANGED);
            default -> {}
        }
    }

    private void registered(Script script, Node call, FindingKind kind) {
        if (call.size() < 3) {
            return;
        }
        var name = evaluator.text(script, call.kid(1));
        if (name == null || !isName(name.text())) {
            return;
        }
        var detail = new LinkedHashMap<String, Object>();
        for (var index = 2; index < call.size(); index++) {
            describe(script, call.kid(index), detail, call.kid(0).name().startsWith("register"));
        }
        report.add(kind, name.text(), name.via(), script, call, detail);
    }

    private void describe(
            Script script, Node argument, Map<String, Object> detail, boolean options) {
        var text = argument.is(Kind.FUNCTION) ? null : evaluator.text(script, argument);
        if (text != null) {
            detail.putIfAbsent("description", text.text());
            return;
        }
        if (argument.is(Kind.FUNCTION)) {
            return;
        }
        for (var value : evaluator.of(script, argument)) {
            if (value instanceof Obj obj) {
                if (options
                        || has(obj.node(), "description")
                                && (hasAny(obj.node(), SCHEMA_KEYS)
                                        || has(obj.node(), "annotations"))) {
                    definition(obj.script(), obj.node(), detail);
                } else if (isAnnotations(obj.node())) {
                    detail.putIfAbsent(
                            "annotations", ExpressionText.of(evaluator, obj.script(), obj.node()));
                } else {
                    detail.putIfAbsent(
                            "schema", ExpressionText.of(evaluator, obj.script(), obj.node()));
                }
                return;
            }
        }
        if (argument.is(Kind.CALL) || argument.is(Kind.MEMBER) || argument.is(Kind.IDENT)) {
            detail.putIfAbsent("schema", ExpressionText.of(evaluator, script, argument));
        }
    }

    private static boolean isAnnotations(Node object) {
        return has(object, "readOnlyHint")
                || has(object, "destructiveHint")
                || has(object, "idempotentHint")
                || has(object, "openWorldHint");
    }

    private void definition(Script script, Node object, Map<String, Object> detail) {
        for (var key : List.of("description", "title")) {
            var node = property(object, key);
            var text = node == null ? null : longest(script, node);
            if (text != null) {
                detail.putIfAbsent(key, text);
            }
        }
        for (var key : SCHEMA_KEYS) {
            var node = property(object, key);
            if (node != null) {
                detail.putIfAbsent("schema", ExpressionText.of(evaluator, script, node));
            }
        }
        for (var key : List.of("annotations", "outputSchema")) {
            var node = property(object, key);
            if (node != null) {
                detail.putIfAbsent(key, ExpressionText.of(evaluator, script, node));
            }
        }
    }

    private @Nullable String longest(Script script, Node node) {
        var best = (String) null;
        for (var text : evaluator.texts(script, node)) {
            var shown = text.text().replace(String.valueOf(Value.HOLE), "{}");
            if (best == null || shown.length() > best.length()) {
                best = shown;
            }
        }
        return best;
    }

    // {name: "…", description: "…", inputSchema: {…}}

    private void named(Script script, Node object) {
        var nameNode = property(object, "name");
        var description = property(object, "description");
        if (nameNode == null || description == null) {
            return;
        }
        var schema = hasAny(object, SCHEMA_KEYS) && !has(object, "properties");
        var handler = hasAny(object, HANDLER_KEYS);
        if (!schema && !handler) {
            return;
        }
        if (!has(object, "inputSchema") && !has(object, "input_schema") && !handler) {
            return;
        }
        var name = evaluator.text(script, nameNode);
        if (name != null && isName(name.text())) {
            var detail = new LinkedHashMap<String, Object>();
            definition(script, object, detail);
            report.add(FindingKind.TOOL_ADDED, name.text(), name.via(), script, object, detail);
        }
    }

    // {get_thing: tool({description, parameters, execute})}

    private void byName(Script script, Node object) {
        for (var property : object.kids()) {
            if (!property.is(Kind.PROPERTY)
                    || property.text() == null
                    || !isName(property.name())) {
                continue;
            }
            var value = property.kid(0);
            var definition =
                    value.is(Kind.OBJECT)
                            ? value
                            : value.is(Kind.CALL)
                                            && value.size() == 2
                                            && value.kid(1).is(Kind.OBJECT)
                                    ? value.kid(1)
                                    : null;
            if (definition != null
                    && has(definition, "description")
                    && !has(definition, "name")
                    && hasAny(definition, SCHEMA_KEYS)
                    && (hasAny(definition, HANDLER_KEYS) || hasAny(definition, TOOL_KEYS))) {
                var detail = new LinkedHashMap<String, Object>();
                definition(script, definition, detail);
                report.add(
                        FindingKind.TOOL_ADDED,
                        property.name(),
                        Via.PLAIN,
                        script,
                        property,
                        detail);
            }
        }
    }

    // class ListThings { static toolName = "list-things"; description = "…" }

    private void cls(Script script, Cls cls) {
        var name = field(script, cls, "toolName");
        if (name == null && isToolClass(cls)) {
            name = field(script, cls, "name");
        }
        if (name == null || !isName(name.text())) {
            return;
        }
        report.add(
                FindingKind.TOOL_ADDED, name.text(), name.via(), script, cls, ofClass(script, cls));
    }

    private Map<String, Object> ofClass(Script script, Cls cls) {
        var detail = new LinkedHashMap<String, Object>();
        var description = field(script, cls, "description");
        if (description != null) {
            detail.put("description", description.text());
        }
        for (var key : SCHEMA_KEYS) {
            for (var value : cls.writes(key)) {
                detail.putIfAbsent("schema", ExpressionText.of(evaluator, script, value));
            }
        }
        for (var value : cls.writes("annotations")) {
            detail.putIfAbsent("annotations", ExpressionText.of(evaluator, script, value));
        }
        return detail;
    }

    private static boolean isToolClass(Cls cls) {
        var schema = SCHEMA_KEYS.stream().anyMatch(key -> !cls.writes(key).isEmpty());
        var handler = HANDLER_KEYS.stream().anyMatch(key -> cls.member(key) != null);
        return !cls.writes("description").isEmpty()
                && (schema || handler || cls.name().endsWith("Tool"));
    }

    private @Nullable Text field(Script script, Cls cls, String name) {
        for (var value : cls.writes(name)) {
            var text = evaluator.text(script, value);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** What compilers make of a static field: {@code ListThings.toolName = "list-things"}. */
    private void assigned(Script script, Node assignment) {
        var target = assignment.kid(0);
        if (target.is(Kind.MEMBER) && target.isNamed("toolName") && !target.kid(0).is(Kind.THIS)) {
            var name = evaluator.text(script, assignment.kid(1));
            if (name != null && isName(name.text())) {
                var detail = Map.<String, Object>of();
                for (var value : evaluator.of(script, target.kid(0))) {
                    if (value instanceof Value.ClassOf of) {
                        detail = ofClass(of.script(), of.cls());
                    }
                }
                report.add(
                        FindingKind.TOOL_ADDED,
                        name.text(),
                        name.via(),
                        script,
                        assignment,
                        detail);
            }
        }
    }

    // new McpServer({name, version}, {instructions: "…"})

    private void instructions(Script script, Node call) {
        for (var index = 1; index < call.size() && index < 3; index++) {
            if (!call.kid(index).is(Kind.OBJECT) && !call.kid(index).is(Kind.IDENT)) {
                continue;
            }
            for (var value : evaluator.of(script, call.kid(index))) {
                var node = value instanceof Obj obj ? property(obj.node(), "instructions") : null;
                if (node != null && value instanceof Obj obj) {
                    var text = longest(obj.script(), node);
                    if (text != null) {
                        report.add(
                                FindingKind.INSTRUCTIONS_CHANGED,
                                "instructions",
                                Via.PLAIN,
                                obj.script(),
                                node,
                                Map.of("text", text));
                    }
                }
            }
        }
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > 128) {
            return false;
        }
        return name.chars()
                .allMatch(
                        c ->
                                Character.isLetterOrDigit(c)
                                        || c == '_'
                                        || c == '-'
                                        || c == '.'
                                        || c == '/'
                                        || c == ' '
                                        || c == ':');
    }

    private static @Nullable Node property(Node object, String key) {
        for (var kid : object.kids()) {
            if (kid.is(Kind.PROPERTY) && kid.isNamed(key)) {
                return kid.kid(0);
            }
        }
        return null;
    }

    private static boolean has(Node object, String key) {
        return property(object, key) != null;
    }

    private static boolean hasAny(Node object, List<String> keys) {
        for (var kid : object.kids()) {
            if (kid.is(Kind.PROPERTY) && keys.contains(kid.name())) {
                return true;
            }
        }
        return false;
    }
}
