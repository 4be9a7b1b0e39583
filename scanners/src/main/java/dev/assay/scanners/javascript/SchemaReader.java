package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the schema of a tool's parameters from the expression that makes it, as the JSON Schema
 * that a client would be sent: JSON literals, shapes of validators, the chains of zod and of what
 * is written like it, and conversions from one to the other. What it cannot tell is left out of the
 * answer; a whole that says nothing is null.
 */
final class SchemaReader {

    private static final int DEEPEST = 40;
    private static final int MOST_NODES = 4_000;
    private static final int MOST_ALTERNATIVES = 2;

    private final Evaluator evaluator;
    private final Literals literals;
    private int depth;
    private int nodesLeft;

    SchemaReader(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.literals = new Literals(evaluator);
    }

    /** The schema of an expression; null where nothing of it is understood. */
    @Nullable Map<String, Object> read(Script script, Node node) {
        depth = 0;
        nodesLeft = MOST_NODES;
        var schema = schema(script, node);
        return schema == null || schema.isEmpty() ? null : SchemaParts.plain(schema);
    }

    private @Nullable Map<String, Object> schema(Script script, Node node) {
        if (depth >= DEEPEST || --nodesLeft <= 0) {
            return null;
        }
        depth++;
        try {
            return switch (node.kind()) {
                case OBJECT -> object(script, node);
                case CALL, NEW -> call(script, node);
                case AWAIT, SPREAD -> schema(script, node.kid(0));
                case CONDITIONAL -> first(script, node.kid(1), node.kid(2));
                case LOGICAL ->
                        node.isNamed("&&")
                                ? schema(script, node.kid(1))
                                : first(script, node.kid(0), node.kid(1));
                default -> followed(script, node);
            };
        } finally {
            depth--;
        }
    }

    private @Nullable Map<String, Object> first(Script script, Node one, Node other) {
        var schema = schema(script, one);
        return schema == null ? schema(script, other) : schema;
    }

    /** A variable, a property, an import: what it holds. */
    private @Nullable Map<String, Object> followed(Script script, Node node) {
        var values = evaluator.of(script, node);
        if (values.stream().filter(Obj.class::isInstance).count() > MOST_ALTERNATIVES) {
            // A place that many pass through: whose schema it is cannot be told.
            return null;
        }
        for (var value : values) {
            var schema =
                    switch (value) {
                        case Obj obj when obj.node() != node -> schema(obj.script(), obj.node());
                        case External external
                                when external.made() != null && external.script() != null ->
                                schema(external.script(), external.made());
                        default -> null;
                    };
            if (schema != null) {
                return schema;
            }
        }
        var made = SchemaParts.onlyValue(node);
        if (made != null) {
            return schema(script, made);
        }
        // x.shape, x._def: as good as x.
        return node.is(Kind.MEMBER)
                        && (node.isNamed("shape") || node.isNamed("schema"))
                        && !isKey(script, node)
                ? schema(script, node.kid(0))
                : null;
    }

    /** Whether a property is one that an object literal writes out: then it is not the object. */
    private boolean isKey(Script script, Node member) {
        for (var value : evaluator.of(script, member.kid(0))) {
            if (value instanceof Obj obj && Keys.has(obj.node(), member.name())) {
                return true;
            }
        }
        return false;
    }

    // {type: "object", properties: {…}} or {id: z.string()}

    private @Nullable Map<String, Object> object(Script script, Node node) {
        if (SchemaParts.isJsonSchema(node)) {
            return literals.object(script, node);
        }
        return shape(script, node);
    }

    private Map<String, Object> shape(Script script, Node node) {
        var properties = new TreeMap<String, Object>();
        var required = new TreeSet<String>();
        for (var kid : node.kids()) {
            if (kid.is(Kind.PROPERTY) && kid.size() > 0) {
                var key = evaluator.members().key(script, kid);
                if (key != null) {
                    property(key.text(), schema(script, kid.kid(0)), properties, required);
                }
            } else if (kid.is(Kind.SPREAD)) {
                spread(schema(script, kid.kid(0)), properties, required);
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required.stream().toList());
        return schema;
    }

    private static void property(
            String name,
            @Nullable Map<String, Object> schema,
            Map<String, Object> properties,
            TreeSet<String> required) {
        var known = schema == null ? Map.<String, Object>of() : schema;
        if (!known.containsKey(SchemaParts.OPTIONAL)) {
            required.add(name);
        }
        properties.put(name, SchemaParts.plain(known));
    }

    private static void spread(
            @Nullable Map<String, Object> schema,
            Map<String, Object> properties,
            TreeSet<String> required) {
        if (schema != null) {
            SchemaParts.map(schema.get("properties")).forEach(properties::putIfAbsent);
            required.addAll(SchemaParts.list(schema.get("required")));
        }
    }

    // z.string().optional().describe("…"), zodToJsonSchema(z.object({…}))

    private @Nullable Map<String, Object> call(Script script, Node call) {
        var callee = call.kid(0);
        if (!callee.is(Kind.MEMBER)) {
            return wrapped(script, call);
        }
        var method = callee.name();
        var made = type(script, call, SchemaParts.typeName(method), method);
        if (made != null && !SchemaParts.isModifierOf(method, callee.kid(0))) {
            return made;
        }
        var base = schema(script, callee.kid(0));
        if (base == null) {
            // Even where its type is hidden in a bundle, what a reader is told is not.
            base = SchemaParts.isModifier(method) ? new LinkedHashMap<>() : null;
        }
        return base == null ? wrapped(script, call) : modified(script, call, method, base);
    }

    /** A function that is handed a schema gives it back in another form. */
    private @Nullable Map<String, Object> wrapped(Script script, Node call) {
        if (call.kid(0) instanceof dev.assay.scanners.javascript.syntax.Ident ident) {
            var made = type(script, call, SchemaParts.typeName(ident.name()), ident.name());
            if (made != null) {
                return made;
            }
        }
        for (var index = 1; index < call.size() && index < 4; index++) {
            var argument = call.kid(index);
            if (!argument.is(Kind.STRING) && !argument.is(Kind.FUNCTION)) {
                var schema = schema(script, argument);
                if (schema != null) {
                    return schema;
                }
            }
        }
        return followed(script, call);
    }

    /** What a constructor of a type makes; null where the name is none. */
    private @Nullable Map<String, Object> type(
            Script script, Node call, @Nullable String type, String method) {
        if (type == null) {
            return null;
        }
        var schema = new LinkedHashMap<String, Object>();
        switch (type) {
            case "object" -> {
                if (call.size() < 2) {
                    return null;
                }
                var shape = schema(script, call.kid(1));
                if (shape == null) {
                    return null;
                }
                schema.putAll(shape);
            }
            case "array" -> {
                if (call.size() < 2) {
                    return null;
                }
                schema.put("type", "array");
                put(schema, "items", schema(script, call.kid(1)));
            }
            case "enum" -> {
                if (call.size() < 2) {
                    return null;
                }
                schema.put("type", "string");
                put(schema, "enum", literals.values(script, call.kid(1)));
            }
            case "literal" -> put(schema, "const", constant(script, call));
            case "union" -> {
                var any = call.size() < 2 ? null : alternatives(script, call.kid(call.size() - 1));
                put(schema, "anyOf", any);
            }
            case "record" -> {
                schema.put("type", "object");
                put(
                        schema,
                        "additionalProperties",
                        call.size() < 2 ? null : schema(script, call.kid(call.size() - 1)));
            }
            case "any" -> {}
            // The first argument only prepares what the second one checks.
            case "preprocess" -> {
                return call.size() > 2 ? schema(script, call.kid(2)) : null;
            }
            case "lazy" -> {
                return null;
            }
            default -> {
                if (call.size() > 1 && !SchemaParts.takesOptions(method)) {
                    return null;
                }
                schema.put("type", type);
            }
        }
        return schema;
    }

    private @Nullable Object constant(Script script, Node call) {
        return call.size() < 2 ? null : literals.value(script, call.kid(1));
    }

    private @Nullable Object alternatives(Script script, Node node) {
        for (var value : evaluator.of(script, node)) {
            if (value instanceof Arr arr) {
                var all = new java.util.ArrayList<Object>();
                for (var kid : arr.node().kids()) {
                    var one = schema(arr.script(), kid);
                    all.add(one == null ? Map.of() : SchemaParts.plain(one));
                }
                return all;
            }
        }
        return null;
    }

    private Map<String, Object> modified(
            Script script, Node call, String method, Map<String, Object> base) {
        var schema = new LinkedHashMap<>(base);
        var argument = call.size() > 1 ? call.kid(1) : null;
        switch (method) {
            case "describe" -> put(schema, "description", text(script, argument));
            case "meta", "openapi" -> {
                if (argument != null && literals.value(script, argument) instanceof Map<?, ?> map) {
                    put(schema, "description", map.get("description"));
                }
            }
            case "optional", "nullish" -> schema.put(SchemaParts.OPTIONAL, true);
            case "default", "catch", "prefault" -> {
                schema.put(SchemaParts.OPTIONAL, true);
                put(schema, "default", argument == null ? null : literals.value(script, argument));
            }
            case "array" -> {
                var items = SchemaParts.plain(base);
                schema.clear();
                schema.put("type", "array");
                schema.put("items", items);
            }
            case "extend", "merge", "safeExtend", "augment", "and" -> {
                var more = argument == null ? null : schema(script, argument);
                if (more != null) {
                    SchemaParts.merge(schema, more);
                }
            }
            case "omit", "pick" -> {
                if (argument != null && literals.value(script, argument) instanceof Map<?, ?> map) {
                    SchemaParts.keep(schema, map.keySet(), method.equals("pick"));
                }
            }
            case "partial" -> schema.put("required", java.util.List.of());
            case "or" -> {
                var other = argument == null ? null : schema(script, argument);
                if (other != null) {
                    schema.clear();
                    schema.put(
                            "anyOf",
                            java.util.List.of(SchemaParts.plain(base), SchemaParts.plain(other)));
                }
            }
            default -> {
                var keyword = SchemaParts.KEYWORDS.get(method);
                if (keyword != null && argument != null) {
                    put(schema, keyword, literals.value(script, argument));
                } else if (SchemaParts.FORMATS.contains(method)) {
                    schema.put("format", method);
                } else if (method.equals("int")) {
                    schema.put("type", "integer");
                }
            }
        }
        return schema;
    }

    private @Nullable String text(Script script, @Nullable Node node) {
        return node == null ? null : literals.text(script, node);
    }

    private static void put(Map<String, Object> schema, String key, @Nullable Object value) {
        if (value != null) {
            schema.put(key, value);
        }
    }
}
