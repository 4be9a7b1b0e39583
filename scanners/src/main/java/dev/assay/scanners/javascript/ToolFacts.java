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

    /** What makes or holds the messages of a prompt. */
    private static final List<String> PROMPT_KEYS = List.of("messages", "getMessages");

    /** Functions of frameworks that make a tool of one object. */
    private static final Set<String> MAKERS =
            Set.of("Tool", "createTool", "defineTool", "tool", "makeTool");

    private final Evaluator evaluator;
    private final Report report;
    private final Offers offers;
    private final Rounds rounds;
    private final ToolDefinitions definitions;
    private final ToolClasses classes;
    private final ToolNames names;
    private final AnsweredTexts answers;

    ToolFacts(Evaluator evaluator, Report report, Offers offers) {
        this.evaluator = evaluator;
        this.report = report;
        this.offers = offers;
        this.rounds = new Rounds(evaluator);
        this.definitions = new ToolDefinitions(evaluator);
        this.classes = new ToolClasses(evaluator, definitions, offers);
        this.names = new ToolNames(evaluator);
        this.answers = new AnsweredTexts(evaluator);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(
                Kind.CALL, Kind.NEW, Kind.OBJECT, Kind.CLASS, Kind.ASSIGN, Kind.CASE, Kind.IF);
    }

    @Override
    public void look(Place place, Node node) {
        var script = place.script();
        switch (node.kind()) {
            case CALL -> call(place, node);
            case NEW -> {
                instructions(script, node);
                classes.made(script, node);
            }
            case OBJECT -> {
                named(place, node);
                byName(script, node);
            }
            case CLASS -> classes.look(script, (Cls) node);
            case CASE, IF -> offers.dispatch().note(script, node);
            default -> assigned(script, node);
        }
    }

    // server.tool("name", …), server.registerTool("name", {…}, handler), server.addTool({name, …})

    private void call(Place place, Node call) {
        if (call.size() < 2) {
            return;
        }
        var script = place.script();
        if (call.kid(0).is(Kind.SUPER)) {
            instructions(script, call);
            return;
        }
        if (call.size() == 2 && call.kid(1).is(Kind.OBJECT) && MAKERS.contains(calleeName(call))) {
            made(script, call.kid(1));
            return;
        }
        if (!call.kid(0).is(Kind.MEMBER)) {
            if (call.size() > 2 && call.kid(2).is(Kind.OBJECT)) {
                made(script, call.kid(1), call.kid(2), calleeName(call));
            }
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

    /** {@code tool("get_thing", {description, input, handler})}: a function, not a method. */
    private void made(Script script, Node first, Node object, String maker) {
        if (!Keys.has(object, "description")) {
            return;
        }
        var kind =
                switch (maker) {
                    case "prompt", "definePrompt", "createPrompt" -> FindingKind.PROMPT_CHANGED;
                    case "resource", "defineResource", "createResource" ->
                            FindingKind.RESOURCE_CHANGED;
                    default ->
                            MAKERS.contains(maker)
                                            || Keys.hasAny(object, ToolDefinitions.SCHEMA_KEYS)
                                                    && Keys.hasAny(
                                                            object, ToolDefinitions.HANDLER_KEYS)
                                    ? FindingKind.TOOL_ADDED
                                    : null;
                };
        if (kind == null || Keys.has(object, "name")) {
            // What says its own name is told where it does.
            return;
        }
        var name = names.of(script, first);
        if (name.size() == 1) {
            offer(kind, name.getFirst(), script, object);
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
        var name = names.of(script, nameNode);
        if (name.size() == 1) {
            offer(FindingKind.TOOL_ADDED, name.getFirst(), script, object);
        }
    }

    private void offer(FindingKind kind, Text name, Script script, Node object) {
        var detail = new LinkedHashMap<String, Object>();
        definitions.of(script, object, detail);
        var itself = OwnRegistration.of(object);
        if (itself != null) {
            definitions.arguments(script, itself.call(), 2, detail, true);
        }
        var definition = itself == null ? object : itself.call();
        var handlers = definitions.handlers(script, definition);
        answer(kind, handlers, detail);
        if (itself == null) {
            offers.add(kind, name.text(), name.via(), script, object, detail, handlers);
        } else {
            offers.addUnlessSaid(kind, name.text(), name.via(), script, object, detail, handlers);
        }
    }

    /** What a prompt or a resource says is in what its function answers. */
    private void answer(FindingKind kind, List<Func> handlers, Map<String, Object> detail) {
        var text = kind == FindingKind.TOOL_ADDED ? "" : answers.of(handlers);
        if (!text.isEmpty()) {
            detail.put("text", text);
        }
    }

    private void registered(Place place, Node call, FindingKind kind) {
        var first = call.kid(1);
        if (call.size() < 3 && !first.is(Kind.OBJECT)
                || first.is(Kind.OBJECT) && kindOf(first) == kind) {
            // A literal that says all by itself is told as the literal that it is.
            return;
        }
        var each =
                first.is(Kind.STRING)
                        ? List.<Map<dev.assay.scanners.javascript.syntax.Binding, List<Value>>>of()
                        : rounds.around(place);
        if (each.isEmpty()) {
            registeredOnce(place.script(), call, kind);
        }
        for (var round : each) {
            evaluator.under(
                    Assumption.ofRound(round), () -> registeredOnce(place.script(), call, kind));
        }
    }

    private void registeredOnce(Script script, Node call, FindingKind kind) {
        var first = call.kid(1);
        var nameNode = first.is(Kind.OBJECT) ? Keys.value(first, "name") : first;
        var found = nameNode == null ? List.<Text>of() : names.of(script, nameNode);
        if (found.size() != 1) {
            namesOnly(kind, found, script, call);
            return;
        }
        var name = found.getFirst();
        var detail = new LinkedHashMap<String, Object>();
        if (first.is(Kind.OBJECT)) {
            definitions.of(script, first, detail);
        }
        var from = 2;
        if (kind == FindingKind.RESOURCE_CHANGED && call.size() > 2 && !first.is(Kind.OBJECT)) {
            address(script, call.kid(2), detail);
            from = 3;
        }
        var options =
                kind == FindingKind.RESOURCE_CHANGED || call.kid(0).name().startsWith("register");
        definitions.arguments(script, call, from, detail, options);
        var handlers = definitions.handlers(script, first.is(Kind.OBJECT) ? first : call);
        answer(kind, handlers, detail);
        offers.add(kind, name.text(), name.via(), script, call, detail, handlers);
    }

    /** One place that makes several: that they exist is known, and not which text is whose. */
    private void namesOnly(FindingKind kind, List<Text> found, Script script, Node node) {
        if (ToolNames.areAll(found)) {
            for (var name : found) {
                offers.addName(kind, name.text(), name.via(), script, node);
            }
        }
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

    private void named(Place place, Node object) {
        var nameNode = Keys.value(object, "name");
        var kind = nameNode == null ? null : kindOf(object);
        if (kind == null || nameNode == null) {
            return;
        }
        var script = place.script();
        var found = names.of(script, nameNode);
        if (found.size() == 1) {
            offer(kind, found.getFirst(), script, object);
            return;
        }
        var each = rounds.around(place, !found.isEmpty());
        if (each.isEmpty()) {
            namesOnly(kind, found, script, object);
        }
        for (var round : each) {
            evaluator.under(
                    Assumption.ofRound(round),
                    () -> {
                        var name = names.of(script, nameNode);
                        if (name.size() == 1) {
                            offer(kind, name.getFirst(), script, object);
                        } else {
                            namesOnly(kind, name, script, object);
                        }
                    });
        }
    }

    private static @Nullable FindingKind kindOf(Node object) {
        var addressed = Keys.has(object, "uri") || Keys.has(object, "uriTemplate");
        var typed = Keys.has(object, "mimeType");
        var described = Keys.has(object, "description");
        if (addressed && (typed || described) || typed && described) {
            return FindingKind.RESOURCE_CHANGED;
        }
        if (!described) {
            return null;
        }
        var arguments = Keys.value(object, "arguments");
        if (arguments != null && arguments.is(Kind.ARRAY) || Keys.hasAny(object, PROMPT_KEYS)) {
            return FindingKind.PROMPT_CHANGED;
        }
        var schema =
                Keys.hasAny(object, ToolDefinitions.SCHEMA_KEYS) && !Keys.has(object, "properties");
        var handler = ToolDefinitions.hasHandler(object);
        if (!schema && !handler) {
            var itself = Keys.has(object, "name") ? OwnRegistration.of(object) : null;
            return itself == null ? null : itself.kind();
        }
        return Keys.hasAny(object, ToolDefinitions.TOOL_SCHEMA_KEYS) || handler
                ? FindingKind.TOOL_ADDED
                : null;
    }

    // {get_thing: tool({description, parameters, execute})}

    private void byName(Script script, Node object) {
        for (var property : object.kids()) {
            if (!property.is(Kind.PROPERTY) || property.text() == null) {
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
                            || Keys.hasAny(definition, TOOL_KEYS))
                    && ToolNames.is(property.name())) {
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

    /** What compilers make of a static field: {@code ListThings.toolName = "list-things"}. */
    private void assigned(Script script, Node assignment) {
        var target = assignment.kid(0);
        if (target.is(Kind.MEMBER) && target.isNamed("toolName") && !target.kid(0).is(Kind.THIS)) {
            var name = evaluator.text(script, assignment.kid(1));
            if (name == null || !ToolNames.is(name.text())) {
                return;
            }
            for (var value : evaluator.of(script, target.kid(0))) {
                if (value instanceof Value.ClassOf of) {
                    classes.offer(script, assignment, of, name);
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
                if (value instanceof Obj obj) {
                    var own = Keys.value(obj.node(), "instructions");
                    var text = definitions.text(obj.script(), obj.node(), "instructions");
                    if (text != null) {
                        report.add(
                                FindingKind.INSTRUCTIONS_CHANGED,
                                "instructions",
                                Via.PLAIN,
                                obj.script(),
                                own == null ? obj.node() : own,
                                Map.of("text", text));
                    }
                }
            }
        }
    }
}
