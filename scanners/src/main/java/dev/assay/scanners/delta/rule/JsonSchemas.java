package dev.assay.scanners.delta.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the schemas of tool parameters by what a caller may send. Dialect, key order, and
 * defaults that a generator writes out or leaves out are no change (signals MCP-SCHEMA-CHANGED).
 */
final class JsonSchemas {

    private static final Set<String> NOISE = Set.of("$schema", "$id", "title", "examples");

    private JsonSchemas() {}

    /** The schema without what generators change on their own. */
    static Object normal(Object schema) {
        return switch (schema) {
            case Map<?, ?> map -> {
                var normal = new TreeMap<String, Object>();
                map.forEach(
                        (key, value) -> {
                            var name = String.valueOf(key);
                            if (!NOISE.contains(name) && !isDefault(name, value)) {
                                normal.put(
                                        name,
                                        name.equals("required") ? sorted(value) : normal(value));
                            }
                        });
                yield normal;
            }
            case List<?> list -> list.stream().map(JsonSchemas::normal).toList();
            default -> schema;
        };
    }

    private static boolean isDefault(String key, Object value) {
        return (key.equals("additionalProperties") && !(value instanceof Map))
                || (key.equals("required") && value instanceof List<?> list && list.isEmpty());
    }

    private static Object sorted(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).sorted().toList()
                : value;
    }

    /** The differences, each as {@code path: before → now}, in the order of paths. */
    static List<String> differences(Object before, Object now, List<String> fresh) {
        var differences = new ArrayList<String>();
        collect("", normal(before), normal(now), differences, fresh);
        return differences;
    }

    /** Of a text that a model reads, only the words that are new or gone. */
    private static void words(
            String path, String before, String now, List<String> into, List<String> fresh) {
        var words = WordDifference.between(before, now);
        var told = new ArrayList<String>();
        words.removed().forEach(run -> told.add("- " + run));
        words.added().forEach(run -> told.add("+ " + run));
        fresh.addAll(words.added());
        if (!told.isEmpty()) {
            into.add((path.isEmpty() ? "schema" : path) + ": " + String.join(" ", told));
        }
    }

    private static void collect(
            String path, Object before, Object now, List<String> into, List<String> fresh) {
        if (before.equals(now)) {
            return;
        }
        if (before instanceof Map<?, ?> older && now instanceof Map<?, ?> newer) {
            var keys = new TreeMap<String, Object>();
            older.keySet().forEach(key -> keys.put(String.valueOf(key), key));
            newer.keySet().forEach(key -> keys.put(String.valueOf(key), key));
            keys.forEach(
                    (name, key) -> {
                        var inner = path.isEmpty() ? name : path + "." + name;
                        var left = older.get(key);
                        var right = newer.get(key);
                        if (left == null) {
                            into.add(inner + ": added " + right);
                            fresh.add(String.valueOf(right));
                        } else if (right == null) {
                            into.add(inner + ": removed " + left);
                        } else {
                            collect(inner, left, right, into, fresh);
                        }
                    });
            return;
        }
        if (before instanceof String older && now instanceof String newer) {
            words(path, older, newer, into, fresh);
            return;
        }
        into.add((path.isEmpty() ? "schema" : path) + ": " + before + " → " + now);
        fresh.add(String.valueOf(now));
    }
}
