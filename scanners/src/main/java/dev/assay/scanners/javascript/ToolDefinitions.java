package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what the definition of a tool, prompt or resource says of it. */
final class ToolDefinitions {

    /** Keys that say by their name alone that what has them is a tool. */
    static final List<String> TOOL_SCHEMA_KEYS =
            List.of("inputSchema", "input_schema", "zodSchema", "inputZodSchema");

    static final List<String> SCHEMA_KEYS =
            List.of(
                    "inputSchema",
                    "parameters",
                    "input_schema",
                    "zodSchema",
                    "inputZodSchema",
                    "argsSchema",
                    "paramsSchema",
                    "schema",
                    "args",
                    "argsShape",
                    "paramsShape",
                    "inputShape",
                    "inputs",
                    "input",
                    "params");

    static final List<String> HANDLER_KEYS =
            List.of(
                    "execute",
                    "handler",
                    "callback",
                    "cb",
                    "run",
                    "call",
                    "handle",
                    "invoke",
                    "load",
                    "tool",
                    "executor",
                    "implementation");

    /** A handler where it is a function; elsewhere a pattern, or a command line. */
    private static final String EXEC = "exec";

    private static final List<String> OUTPUT_KEYS = List.of("outputSchema", "output");

    private static final List<String> HINTS =
            List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

    private final Evaluator evaluator;
    private final SchemaReader schemas;
    private final Literals literals;

    ToolDefinitions(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.schemas = new SchemaReader(evaluator);
        this.literals = new Literals(evaluator);
    }

    /**
     * What the arguments of a registration say.
     *
     * @param options whether the object after the name holds a description and more ({@code
     *     registerTool}), and is no schema
     */
    void arguments(
            Script script, Node call, int from, Map<String, Object> detail, boolean options) {
        for (var index = from; index < call.size(); index++) {
            argument(script, call.kid(index), detail, options && index == from);
        }
    }

    private void argument(
            Script script, Node argument, Map<String, Object> detail, boolean options) {
        if (argument.is(Kind.FUNCTION)) {
            return;
        }
        var text = argument.is(Kind.OBJECT) ? null : literals.text(script, argument);
        if (text != null) {
            detail.putIfAbsent("description", text);
            return;
        }
        for (var value : evaluator.of(script, argument)) {
            if (value instanceof Obj obj) {
                object(obj, detail, options);
                return;
            }
            if (value instanceof Func) {
                return;
            }
        }
        if (argument.is(Kind.CALL) || argument.is(Kind.MEMBER) || argument.is(Kind.IDENT)) {
            detail.putIfAbsent("schema", schema(script, argument));
        }
    }

    private void object(Obj obj, Map<String, Object> detail, boolean options) {
        var node = obj.node();
        if (options
                || Keys.has(node, "description")
                        && (Keys.hasAny(node, SCHEMA_KEYS) || Keys.has(node, "annotations"))) {
            of(obj.script(), node, detail);
        } else if (Keys.hasAny(node, HINTS)) {
            detail.putIfAbsent("annotations", ExpressionText.of(evaluator, obj.script(), node));
        } else {
            detail.putIfAbsent("schema", schema(obj.script(), node));
        }
    }

    /** Whether an object has a function that runs when the tool is called. */
    static boolean hasHandler(Node object) {
        return Keys.hasAny(object, HANDLER_KEYS) || Keys.value(object, EXEC) instanceof Fn;
    }

    /** What an object literal says, spread parts included. */
    void of(Script script, Node object, Map<String, Object> detail) {
        for (var key : List.of("description", "title", "uri", "uriTemplate")) {
            var text = text(script, object, key);
            if (text != null) {
                detail.putIfAbsent(key, text);
            }
        }
        for (var key : SCHEMA_KEYS) {
            var node = Keys.value(object, key);
            if (node != null) {
                detail.putIfAbsent("schema", schema(script, node));
            }
        }
        for (var key : OUTPUT_KEYS) {
            var node = Keys.value(object, key);
            if (node != null) {
                detail.putIfAbsent("outputSchema", schema(script, node));
            }
        }
        var arguments = Keys.value(object, "arguments");
        if (arguments != null) {
            detail.putIfAbsent("arguments", list(script, arguments));
        }
        var annotations = Keys.value(object, "annotations");
        if (annotations != null) {
            detail.putIfAbsent("annotations", ExpressionText.of(evaluator, script, annotations));
        }
    }

    private Object list(Script script, Node node) {
        var value = literals.value(script, node);
        return value == null ? ExpressionText.of(evaluator, script, node) : value;
    }

    /** A property's text, also where a spread object brings it. */
    @Nullable String text(Script script, Node object, String key) {
        var own = Keys.value(object, key);
        if (own != null) {
            return literals.text(script, own);
        }
        var best = (String) null;
        for (var text :
                Evaluator.textsOf(evaluator.members().of(List.of(new Obj(script, object)), key))) {
            var shown = text.text().replace(String.valueOf(Value.HOLE), "{}");
            best = best == null || shown.length() > best.length() ? shown : best;
        }
        return best;
    }

    /** The schema as data where it can be read, and as normalised code where not. */
    Object schema(Script script, Node node) {
        var read = schemas.read(script, node);
        return read == null ? ExpressionText.of(evaluator, script, node) : read;
    }

    /** What a module says by what it exports. */
    void ofExports(Script script, Map<String, Node> exported, Map<String, Object> detail) {
        for (var key : List.of("description", "title")) {
            var value = exported.get(key);
            var text = value == null ? null : literals.text(script, value);
            if (text != null) {
                detail.putIfAbsent(key, text);
            }
        }
        for (var key : SCHEMA_KEYS) {
            var value = exported.get(key);
            if (value != null) {
                detail.putIfAbsent("schema", schema(script, value));
            }
        }
        for (var key : OUTPUT_KEYS) {
            var value = exported.get(key);
            if (value != null) {
                detail.putIfAbsent("outputSchema", schema(script, value));
            }
        }
        var annotations = exported.get("annotations");
        if (annotations != null) {
            detail.putIfAbsent("annotations", ExpressionText.of(evaluator, script, annotations));
        }
    }

    /** What a class says in its fields and in methods like {@code getDescription()}. */
    void ofClass(Script script, Cls cls, Map<String, Object> detail) {
        for (var key : List.of("description", "title", "uri", "uriTemplate")) {
            for (var value : inClass(cls, List.of(key))) {
                var text = literals.text(script, value);
                if (text != null) {
                    detail.putIfAbsent(key, text);
                }
            }
        }
        for (var value : inClass(cls, SCHEMA_KEYS)) {
            var schema = schemas.read(script, value);
            if (schema != null) {
                detail.putIfAbsent("schema", schema);
            }
        }
        for (var value : inClass(cls, OUTPUT_KEYS)) {
            var schema = schemas.read(script, value);
            if (schema != null) {
                detail.putIfAbsent("outputSchema", schema);
            }
        }
        for (var value : inClass(cls, List.of("arguments"))) {
            detail.putIfAbsent("arguments", list(script, value));
        }
        for (var value : inClass(cls, List.of("annotations"))) {
            detail.putIfAbsent("annotations", ExpressionText.of(evaluator, script, value));
        }
    }

    /** The expressions that a class gives for a key, by fields, accessors and getting methods. */
    List<Node> inClass(Cls cls, List<String> keys) {
        var found = new ArrayList<Node>(2);
        for (var key : keys) {
            found.addAll(cls.writes(key));
            if (cls.member(key) instanceof Fn fn && fn.isGetter()) {
                found.addAll(Results.of(fn));
            }
            var method = "get" + Character.toUpperCase(key.charAt(0)) + key.substring(1);
            if (cls.member(method) instanceof Fn fn) {
                found.addAll(Results.of(fn));
            }
        }
        for (var definition : definitions(cls)) {
            for (var key : keys) {
                var value = Keys.value(definition, key);
                if (value != null) {
                    found.add(value);
                }
            }
        }
        return found;
    }

    /** {@code getConfig() {return {description, inputSchema}}}: all that is said, in one object. */
    private static List<Node> definitions(Cls cls) {
        var found = new ArrayList<Node>(1);
        for (var member : cls.kids()) {
            if (member.is(Kind.PROPERTY)
                    && member.text() != null
                    && member.size() > 0
                    && member.kid(0) instanceof Fn fn
                    && fn.parameters().isEmpty()
                    && (fn.isGetter() || member.name().startsWith("get"))) {
                for (var result : Results.of(fn)) {
                    if (result.is(Kind.OBJECT)
                            && Keys.has(result, "description")
                            && !Keys.has(result, "name")
                            && Keys.hasAny(result, SCHEMA_KEYS)) {
                        found.add(result);
                    }
                }
            }
        }
        return found;
    }

    /** The functions that run when the tool is called. */
    List<Func> handlers(Script script, Node definition) {
        var found = new ArrayList<Func>();
        switch (definition) {
            case Cls cls -> {
                for (var key : HANDLER_KEYS) {
                    if (cls.member(key) instanceof Fn fn) {
                        found.add(new Func(script, fn));
                    }
                }
                if (found.isEmpty() && cls.member(EXEC) instanceof Fn fn) {
                    found.add(new Func(script, fn));
                }
            }
            case Node object when object.is(Kind.OBJECT) -> {
                for (var key : HANDLER_KEYS) {
                    var value = Keys.value(object, key);
                    if (value != null) {
                        functions(script, value, found);
                    }
                }
                if (found.isEmpty() && Keys.value(object, EXEC) instanceof Fn fn) {
                    found.add(new Func(script, fn));
                }
            }
            default -> {
                for (var index = 2; index < definition.size(); index++) {
                    functions(script, definition.kid(index), found);
                }
            }
        }
        return found;
    }

    private void functions(Script script, Node node, List<Func> found) {
        if (node instanceof Fn fn) {
            found.add(new Func(script, fn));
            return;
        }
        if (node.is(Kind.OBJECT) || node.is(Kind.STRING)) {
            return;
        }
        for (var value : evaluator.of(script, node)) {
            if (value instanceof Func func) {
                found.add(func);
            }
        }
        if (node.is(Kind.CALL)) {
            // A handler is often handed through a wrapper that measures or catches.
            for (var index = 1; index < node.size(); index++) {
                if (!node.kid(index).is(Kind.CALL)) {
                    functions(script, node.kid(index), found);
                }
            }
        }
    }
}
