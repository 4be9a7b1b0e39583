package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The words of schema builders and of JSON Schema, and what is done with schemas as maps. */
final class SchemaParts {

    /** Not of JSON Schema: that the object around may leave the property out. */
    static final String OPTIONAL = "?";

    /** Methods that say of a type what JSON Schema says by a keyword. */
    static final Map<String, String> KEYWORDS =
            Map.of(
                    "min", "minimum",
                    "max", "maximum",
                    "gte", "minimum",
                    "lte", "maximum",
                    "gt", "exclusiveMinimum",
                    "lt", "exclusiveMaximum",
                    "length", "length",
                    "regex", "pattern",
                    "multipleOf", "multipleOf");

    static final Set<String> FORMATS =
            Set.of(
                    "email",
                    "url",
                    "uuid",
                    "datetime",
                    "date",
                    "ip",
                    "ipv4",
                    "ipv6",
                    "cuid",
                    "ulid");

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("string", "string"),
                    Map.entry("number", "number"),
                    Map.entry("int", "integer"),
                    Map.entry("boolean", "boolean"),
                    Map.entry("bigint", "integer"),
                    Map.entry("null", "null"),
                    Map.entry("url", "string"),
                    Map.entry("email", "string"),
                    Map.entry("uuid", "string"),
                    Map.entry("stringbool", "boolean"),
                    Map.entry("any", "any"),
                    Map.entry("unknown", "any"),
                    Map.entry("date", "string"),
                    Map.entry("object", "object"),
                    Map.entry("strictObject", "object"),
                    Map.entry("looseObject", "object"),
                    Map.entry("array", "array"),
                    Map.entry("set", "array"),
                    Map.entry("tuple", "array"),
                    Map.entry("enum", "enum"),
                    Map.entry("nativeEnum", "enum"),
                    Map.entry("picklist", "enum"),
                    Map.entry("literal", "literal"),
                    Map.entry("union", "union"),
                    Map.entry("discriminatedUnion", "union"),
                    Map.entry("record", "record"),
                    Map.entry("partialRecord", "record"),
                    Map.entry("preprocess", "preprocess"),
                    Map.entry("lazy", "lazy"));

    private static final Set<String> MODIFIERS =
            Set.of("describe", "optional", "nullable", "nullish", "default", "catch", "prefault");

    private static final Set<String> JSON_SCHEMA =
            Set.of("properties", "$ref", "anyOf", "oneOf", "allOf", "enum", "const", "$schema");

    private static final Set<String> TYPE_WORDS =
            Set.of("object", "string", "number", "integer", "boolean", "array", "null");

    private SchemaParts() {}

    /**
     * The type that a constructor of that name makes; bundlers write {@code _enum} and {@code
     * string2}.
     */
    static @Nullable String typeName(String method) {
        var plain = method;
        while (plain.startsWith("_")) {
            plain = plain.substring(1);
        }
        var end = plain.length();
        while (end > 0 && Character.isDigit(plain.charAt(end - 1))) {
            end--;
        }
        return TYPES.get(plain.substring(0, end));
    }

    static boolean isModifier(String method) {
        return MODIFIERS.contains(method);
    }

    /** {@code z.string().email()} and {@code list.array()} modify; {@code z.email()} makes. */
    static boolean isModifierOf(String method, Node base) {
        return base.is(Kind.CALL) && !"object".equals(typeName(method));
    }

    /** A type with an error message or options in its parentheses is no coercion of a value. */
    static boolean takesOptions(String method) {
        return Character.isLowerCase(method.charAt(0)) || method.startsWith("_");
    }

    /** Whether a literal is a JSON Schema, and not a shape whose values are schemas. */
    static boolean isJsonSchema(Node object) {
        for (var kid : object.kids()) {
            if (kid.is(Kind.PROPERTY) && kid.size() > 0) {
                var value = kid.kid(0);
                if (kid.isNamed("type")
                        && (value.is(Kind.STRING) && TYPE_WORDS.contains(value.name())
                                || value.is(Kind.ARRAY))) {
                    return true;
                }
                if (JSON_SCHEMA.contains(kid.name())
                        && (value.is(Kind.OBJECT)
                                || value.is(Kind.ARRAY)
                                || value.is(Kind.STRING))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The one expression that a constant variable was given, where it is a call. */
    static @Nullable Node onlyValue(Node node) {
        if (node instanceof Ident ident
                && ident.binding() != null
                && ident.binding().writes().size() == 1) {
            var write = ident.binding().writes().getFirst();
            return write.path().isEmpty() && write.value().is(Kind.CALL) ? write.value() : null;
        }
        return null;
    }

    /** A schema without the mark for the object around it, keys in order. */
    static Map<String, Object> plain(Map<String, Object> schema) {
        var plain = new TreeMap<>(schema);
        plain.remove(OPTIONAL);
        return plain;
    }

    static void merge(Map<String, Object> schema, Map<String, Object> more) {
        var properties = new TreeMap<>(map(schema.get("properties")));
        properties.putAll(map(more.get("properties")));
        var required = new java.util.TreeSet<>(list(schema.get("required")));
        required.removeAll(map(more.get("properties")).keySet());
        required.addAll(list(more.get("required")));
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", List.copyOf(required));
    }

    static void keep(Map<String, Object> schema, Set<?> names, boolean picked) {
        var properties = new TreeMap<>(map(schema.get("properties")));
        properties.keySet().removeIf(name -> names.contains(name) != picked);
        schema.put("properties", properties);
        schema.put(
                "required",
                list(schema.get("required")).stream().filter(properties::containsKey).toList());
    }

    static Map<String, Object> map(@Nullable Object value) {
        var copy = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> copy.put(String.valueOf(key), each));
        }
        return copy;
    }

    static List<String> list(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
