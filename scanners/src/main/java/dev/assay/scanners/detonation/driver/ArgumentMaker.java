package dev.assay.scanners.detonation.driver;

import dev.assay.scanners.detonation.canary.Bait;
import dev.assay.scanners.detonation.canary.Canaries;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Makes arguments that fit a JSON Schema (2020-12, as far as tools use it), so that a call gets
 * past the server's own checks. Every free text is a canary; what is named like a path leads to the
 * bait folder, what is named like an address to a bait host.
 */
final class ArgumentMaker {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;
    private static final int LONGEST_PATTERN = 200;
    private static final int MOST_ITEMS = 3;
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+");

    private final Canaries canaries;
    private final String folder;

    /**
     * @param folder holds the bait {@code notes.txt}
     */
    ArgumentMaker(Canaries canaries, String folder) {
        this.canaries = canaries;
        this.folder = folder;
    }

    /** Arguments for one call. */
    ObjectNode arguments(String tool, JsonNode schema, Shape shape) {
        return new Making(schema, shape).object(schema, tool, 0);
    }

    /** One call's arguments; its schema is where references lead. */
    private final class Making {

        private final JsonNode root;
        private final Shape shape;

        Making(JsonNode root, Shape shape) {
            this.root = root;
            this.shape = shape;
        }

        ObjectNode object(JsonNode schema, String place, int depth) {
            var object = NODES.objectNode();
            var required = texts(schema.path("required"));
            for (var property : schema.path("properties").properties()) {
                var name = property.getKey();
                if (shape == Shape.ALL || required.contains(name)) {
                    object.set(
                            name, value(property.getValue(), name, place + "." + name, depth + 1));
                }
            }
            for (var name : required) {
                if (!object.has(name)) {
                    object.put(name, canary(place + "." + name));
                }
            }
            return object;
        }

        private JsonNode value(JsonNode written, String name, String place, int depth) {
            var schema = resolved(written, 0);
            if (depth > DEEPEST) {
                return NODES.nullNode();
            }
            if (schema.has("const")) {
                return schema.path("const");
            }
            if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
                return schema.path("enum").get(0);
            }
            for (var word : List.of("anyOf", "oneOf")) {
                for (var choice : schema.path(word).values()) {
                    if (!type(resolved(choice, 0)).equals("null")) {
                        return value(choice, name, place, depth + 1);
                    }
                }
            }
            if (schema.path("allOf").isArray() && !schema.path("allOf").isEmpty()) {
                return value(schema.path("allOf").get(0), name, place, depth + 1);
            }
            return switch (type(schema)) {
                case "object" -> object(schema, place, depth);
                case "array" -> array(schema, name, place, depth);
                case "integer", "number" -> number(schema);
                case "boolean" -> NODES.booleanNode(shape == Shape.ALL);
                case "null" -> NODES.nullNode();
                default -> NODES.stringNode(text(schema, name, place));
            };
        }

        private JsonNode array(JsonNode schema, String name, String place, int depth) {
            var array = NODES.arrayNode();
            var count = Math.clamp(schema.path("minItems").asInt(1), 1, MOST_ITEMS);
            for (var i = 0; i < count; i++) {
                array.add(value(schema.path("items"), name, place, depth + 1));
            }
            return array;
        }

        /** A local reference, which may lead to another. */
        private JsonNode resolved(JsonNode schema, int depth) {
            var reference = schema.path("$ref").asString("");
            return reference.startsWith("#/") && depth < DEEPEST
                    ? resolved(root.at(reference.substring(1)), depth + 1)
                    : schema;
        }

        private String text(JsonNode schema, String name, String place) {
            var pattern = schema.path("pattern").asString("");
            var plain = plain(schema, name, place);
            if (pattern.isEmpty() || pattern.length() > LONGEST_PATTERN) {
                return plain;
            }
            try {
                var wanted = Pattern.compile(pattern);
                return candidates(plain, place).stream()
                        .filter(text -> wanted.matcher(text).find())
                        .findFirst()
                        .orElse(plain);
            } catch (PatternSyntaxException e) {
                return plain;
            }
        }

        private List<String> candidates(String plain, String place) {
            var canary = canary(place);
            var candidates =
                    new ArrayList<>(List.of(plain, canary, canary.toUpperCase(Locale.ROOT)));
            for (var length : List.of(8, 10, 16, 12, 6, 4, 3, 2, 1)) {
                candidates.add(canary.substring(0, length));
                candidates.add(canary.substring(0, length).toUpperCase(Locale.ROOT));
                candidates.add("1".repeat(length));
                candidates.add("a".repeat(length));
                candidates.add("A".repeat(length));
            }
            candidates.addAll(
                    List.of(
                            "2026-01-15",
                            "2026-01-15T09:30:00Z",
                            "09:30",
                            uuid(place),
                            mail(place),
                            page(place),
                            "#336699",
                            "1.2.3",
                            "a:b",
                            "a/b",
                            "1:2",
                            "en",
                            "en-US",
                            "+15555550123"));
            return candidates;
        }

        private String plain(JsonNode schema, String name, String place) {
            var made =
                    switch (schema.path("format").asString("")) {
                        case "email", "idn-email" -> mail(place);
                        case "uri", "url", "iri", "uri-reference" -> page(place);
                        case "uuid" -> uuid(place);
                        case "date" -> "2026-01-15";
                        case "date-time" -> "2026-01-15T09:30:00Z";
                        case "time" -> "09:30:00Z";
                        case "ipv4" -> Bait.ADDRESS;
                        case "ipv6" -> Bait.ADDRESS_6;
                        case "hostname" -> Bait.HOST;
                        default -> byName(name, place);
                    };
            var longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
            var shortest = Math.min(schema.path("minLength").asInt(0), 10_000);
            var cut = made.length() > longest ? made.substring(0, Math.max(0, longest)) : made;
            return cut.length() < shortest ? cut + "x".repeat(shortest - cut.length()) : cut;
        }
    }

    private String byName(String name, String place) {
        var words = List.of(WORDS.split(name));
        for (var word : words) {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "path", "file", "filename", "filepath", "source", "destination" -> {
                    return folder + "/notes.txt";
                }
                case "dir", "directory", "folder", "cwd", "root" -> {
                    return folder;
                }
                case "url", "uri", "link", "href", "website", "endpoint", "webhook" -> {
                    return page(place);
                }
                case "email", "mail", "to", "cc", "bcc", "recipient", "recipients", "from" -> {
                    return mail(place);
                }
                case "date", "since", "until", "before", "after", "start", "end" -> {
                    return "2026-01-15";
                }
                default -> {
                    // The next word may say more.
                }
            }
        }
        return canary(place);
    }

    private static JsonNode number(JsonNode schema) {
        var least = schema.path("minimum").asDouble(schema.path("exclusiveMinimum").asDouble(1));
        var most = schema.path("maximum").asDouble(Double.MAX_VALUE);
        var value = Math.min(Math.max(1, least + (schema.has("exclusiveMinimum") ? 1 : 0)), most);
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? NODES.numberNode((long) value)
                : NODES.numberNode(value);
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            for (var each : type.values()) {
                if (!each.asString("").equals("null")) {
                    return each.asString("");
                }
            }
        }
        return type.isString()
                ? type.stringValue()
                : schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.values().forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    private String canary(String place) {
        return canaries.at("argument:" + place).value();
    }

    private String mail(String place) {
        return canary(place) + "@" + Bait.HOST;
    }

    private String page(String place) {
        return "https://" + Bait.HOST + "/" + canary(place);
    }

    /** A UUID of version 4 has no room for a whole canary; its form is what counts. */
    private static String uuid(String place) {
        var digits =
                java.util.UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
        return digits.substring(0, 14)
                + "4"
                + digits.substring(15, 19)
                + "a"
                + digits.substring(20);
    }
}
