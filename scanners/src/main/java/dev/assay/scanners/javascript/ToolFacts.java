package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Func;
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

    /** What only the definition of a tool has, where its handler stands elsewhere. */
    private static final List<String> TOOL_KEYS = List.of("annotations", "outputSchema");

    /** Functions of frameworks that make a tool of one object. */
    private static final Set<String> MAKERS =
            Set.of("Tool", "createTool", "defineTool", "tool", "makeTool");

    private final Evaluator evaluator;
    private final Report report;
    private final Offers offers;
    private final Rounds rounds;
    private final ToolDefinitions definitions;

    ToolFacts(Evaluator evaluator, Report report, Offers offers) {
        this.evaluator = evaluator;
        this.report = report;
        this.offers = offers;
        this.rounds = new Rounds(evaluator);
        this.definitions = new ToolDefinitions(evaluator);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW, Kind.OBJECT, Kind.CLASS, Kind.ASSIGN);
    }

    @Override
    public void look(Place place, Node node) {
        var script = place.script();
        switch (node.kind()) {
            case CALL -> call(place, node);
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

    private void call(Place place, Node call) {
        if (call.size() < 2) {
            return;
        }
        if (call.size() == 2 && call.kid(1).is(Kind.OBJECT) && MAKERS.contains(calleeName(call))) {
            made(place.script(), call.kid(1));
            return;
        }
        if (!call.kid(0).is(Kind.MEMBER)) {
            return;
        }
        switch (call.kid(0).name()) {
            case "tool", "registerTool", "addTool", "defineTool" ->
                    registered(place, call, FindingKind.TOOL_ADDED);
            case "prompt", "registerPrompt", "addPrompt" ->
                    registered(place, call, FindingKind.PROMPT_CHANGED);
            case "resource",
                    "registerResource",
                    "addResource",
                    "addResourceTemplate",
                    "resourceTemplate" ->
                    registered(place, call, FindingKind.RESOURCE_CHANGED);
            default -> {}
        }
    }

    /** The last name of {@code f}, {@code x.f} and {@code (0, x.f)}. */
    private static String calleeName(Node call) {
        var callee = call.kid(0);
        return callee.is(Kind.SEQUENCE) ? callee.kid(1).name() : callee.name();
    }

    /** {@code createTool({id, description, …})}, and the decorators {@code Tool({name, …})}. */
    private void made(Script script, Node object) {
        var nameNode = Keys.value(object, Keys.has(object, "name") ? "name" : "id");
        if (nameNode == null || !Keys.has(object, "description")) {
            return;
        }
        var name = evaluator.text(script, nameNode);
        if (name != null && isName(name.text())) {
            offer(FindingKind.TOOL_ADDED, name, script, object);
        }
    }

    private void offer(FindingKind kind, Text name, Script script, Node object) {
        var detail = new LinkedHashMap<String, Object>();
        definitions.of(script, object, detail);
        offers.add(
                kind,
                name.text(),
                name.via(),
                script,
                object,
                detail,
                definitions.handlers(script, object));
    }

    private void registered(Place place, Node call, FindingKind kind) {
        if (call.size() < 3 && !call.kid(1).is(Kind.OBJECT)) {
            return;
        }
        var each =
                call.kid(1).is(Kind.STRING)
                        ? List.<Map<dev.assay.scanners.javascript.syntax.Binding, List<Value>>>of()
                        : rounds.around(place);
        if (each.isEmpty() && !(call.kid(1).is(Kind.OBJECT) && kindOf(call.kid(1)) == kind)) {
            // A literal that says all by itself is told as the literal that it is.
            registeredOnce(place.script(), call, kind);
        }
        for (var round : each) {
            evaluator.under(
                    Assumption.ofRound(round), () -> registeredOnce(place.script(), call, kind));
        }
    }

    private void registeredOnce(Script script, Node call, FindingKind kind) {
        var detail = new LinkedHashMap<String, Object>();
        var first = call.kid(1);
        var name = first.is(Kind.OBJECT) ? nameIn(script, first) : evaluator.text(script, first);
        if (name == null || !isName(name.text())) {
            return;
        }
        if (first.is(Kind.OBJECT)) {
            definitions.of(script, first, detail);
        }
        var from = 2;
        if (kind == FindingKind.RESOURCE_CHANGED && call.size() > 2) {
            address(script, call.kid(2), detail);
            from = 3;
        }
        definitions.arguments(
                script, call, from, detail, call.kid(0).name().startsWith("register"));
        var handlers = definitions.handlers(script, first.is(Kind.OBJECT) ? first : call);
        offers.add(kind, name.text(), name.via(), script, call, detail, handlers);
    }

    private @Nullable Text nameIn(Script script, Node object) {
        var name = Keys.value(object, "name");
        return name == null ? null : evaluator.text(script, name);
    }

    /** {@code "file://x"} or {@code new ResourceTemplate("file://{path}", …)}. */
    private void address(Script script, Node node, Map<String, Object> detail) {
        var address = node.is(Kind.NEW) && node.size() > 1 ? node.kid(1) : node;
        var text = evaluator.text(script, address);
        if (text != null) {
            detail.put("uri", text.text());
        }
    }

    // {name: "…", description: "…", inputSchema: {…}}

    private @Nullable Text nameOf(Script script, Node node) {
        var kept = ShapeValues.of(evaluator, script, node);
        return kept == null ? evaluator.text(script, node) : kept;
    }

    private void named(Script script, Node object) {
        var nameNode = Keys.value(object, "name");
        if (nameNode == null) {
            return;
        }
        var kind = kindOf(object);
        if (kind == null) {
            return;
        }
        var name = nameOf(script, nameNode);
        if (name != null && isName(name.text())) {
            offer(kind, name, script, object);
        }
    }

    private static @Nullable FindingKind kindOf(Node object) {
        if ((Keys.has(object, "uri") || Keys.has(object, "uriTemplate"))
                && (Keys.has(object, "mimeType") || Keys.has(object, "description"))) {
            return FindingKind.RESOURCE_CHANGED;
        }
        if (!Keys.has(object, "description")) {
            return null;
        }
        var arguments = Keys.value(object, "arguments");
        if (arguments != null && arguments.is(Kind.ARRAY)) {
            return FindingKind.PROMPT_CHANGED;
        }
        var schema =
                Keys.hasAny(object, ToolDefinitions.SCHEMA_KEYS) && !Keys.has(object, "properties");
        var handler = Keys.hasAny(object, ToolDefinitions.HANDLER_KEYS);
        if (!schema && !handler) {
            return null;
        }
        return Keys.has(object, "inputSchema") || Keys.has(object, "input_schema") || handler
                ? FindingKind.TOOL_ADDED
                : null;
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
                    && Keys.has(definition, "description")
                    && !Keys.has(definition, "name")
                    && Keys.hasAny(definition, ToolDefinitions.SCHEMA_KEYS)
                    && (Keys.hasAny(definition, ToolDefinitions.HANDLER_KEYS)
                            || Keys.hasAny(definition, TOOL_KEYS))) {
                var detail = new LinkedHashMap<String, Object>();
                definitions.of(script, definition, detail);
                offers.add(
                        FindingKind.TOOL_ADDED,
                        property.name(),
                        Via.PLAIN,
                        script,
                        property,
                        detail,
                        definitions.handlers(script, definition));
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
        offerClass(script, cls, script, cls, name);
    }

    private void offerClass(Script script, Node at, Script of, Cls cls, Text name) {
        var detail = new LinkedHashMap<String, Object>();
        definitions.ofClass(of, cls, detail);
        offers.add(
                FindingKind.TOOL_ADDED,
                name.text(),
                name.via(),
                script,
                at,
                detail,
                definitions.handlers(of, cls));
    }

    private static boolean isToolClass(Cls cls) {
        var schema =
                ToolDefinitions.SCHEMA_KEYS.stream().anyMatch(key -> !cls.writes(key).isEmpty());
        var handler =
                ToolDefinitions.HANDLER_KEYS.stream().anyMatch(key -> cls.member(key) != null);
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
            if (name == null || !isName(name.text())) {
                return;
            }
            for (var value : evaluator.of(script, target.kid(0))) {
                if (value instanceof Value.ClassOf of) {
                    offerClass(script, assignment, of.script(), of.cls(), name);
                    return;
                }
            }
            offers.add(
                    FindingKind.TOOL_ADDED,
                    name.text(),
                    name.via(),
                    script,
                    assignment,
                    new LinkedHashMap<>(),
                    List.<Func>of());
        }
    }

    // new McpServer({name, version}, {instructions: "…"})

    private void instructions(Script script, Node call) {
        for (var index = 1; index < call.size() && index < 3; index++) {
            if (!call.kid(index).is(Kind.OBJECT) && !call.kid(index).is(Kind.IDENT)) {
                continue;
            }
            for (var value : evaluator.of(script, call.kid(index))) {
                var node = value instanceof Obj obj ? Keys.value(obj.node(), "instructions") : null;
                if (node != null && value instanceof Obj obj) {
                    var text = new Literals(evaluator).text(obj.script(), node);
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
}
