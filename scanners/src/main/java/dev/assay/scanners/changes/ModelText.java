package dev.assay.scanners.changes;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Something that a model reads of the server and that changed: a tool, a prompt, a resource, the
 * instructions.
 *
 * @param what {@code tool}, {@code prompt}, {@code resource} or {@code instructions}
 * @param name as the model sees it
 * @param parts what of it changed, by words
 */
public record ModelText(String what, String name, Change change, List<Part> parts) {

    private static final int MOST = 300;
    private static final List<String> KEYS =
            List.of("description", "text", "schema", "annotations");
    private static final Map<FindingKind, String> KINDS = kinds();
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One of its texts.
     *
     * @param name {@code description}, {@code schema}, {@code annotations} or {@code text}
     */
    public record Part(String name, List<WordRun> words) {

        public Part {
            Objects.requireNonNull(name, "name is null");
            words = List.copyOf(words);
        }
    }

    public ModelText {
        Objects.requireNonNull(what, "what is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(change, "change is null");
        parts = List.copyOf(parts);
    }

    static List<ModelText> between(List<Fact> before, List<Fact> now) {
        var changed = new ArrayList<ModelText>();
        KINDS.forEach(
                (kind, what) -> {
                    var older = texts(before, kind);
                    var newer = texts(now, kind);
                    var names = new TreeSet<>(older.keySet());
                    names.addAll(newer.keySet());
                    for (var name : names) {
                        var was = older.getOrDefault(name, Map.of());
                        var is = newer.getOrDefault(name, Map.of());
                        var parts = parts(was, is);
                        var change =
                                !older.containsKey(name)
                                        ? Change.ADDED
                                        : !newer.containsKey(name)
                                                ? Change.REMOVED
                                                : Change.CHANGED;
                        if (change != Change.CHANGED || !parts.isEmpty()) {
                            changed.add(new ModelText(what, name, change, parts));
                        }
                    }
                });
        return List.copyOf(changed.subList(0, Math.min(MOST, changed.size())));
    }

    private static List<Part> parts(Map<String, String> before, Map<String, String> now) {
        var parts = new ArrayList<Part>();
        for (var key : KEYS) {
            var was = before.getOrDefault(key, "");
            var is = now.getOrDefault(key, "");
            if (!was.equals(is)) {
                parts.add(new Part(key, WordRun.between(was, is)));
            }
        }
        return parts;
    }

    /**
     * A tool may be told in several places; each of its texts is the first that one of them has.
     */
    private static Map<String, Map<String, String>> texts(List<Fact> facts, FindingKind kind) {
        var byName = new LinkedHashMap<String, Map<String, String>>();
        for (var fact : facts) {
            if (fact.kind() == kind) {
                var texts = byName.computeIfAbsent(fact.value(), name -> new LinkedHashMap<>());
                for (var key : KEYS) {
                    var value = fact.detail().get(key);
                    if (value != null && !value.equals("")) {
                        texts.putIfAbsent(key, text(value));
                    }
                }
            }
        }
        return byName;
    }

    private static String text(Object value) {
        return value instanceof String text ? text : JSON.writeValueAsString(value);
    }

    private static Map<FindingKind, String> kinds() {
        var kinds = new LinkedHashMap<FindingKind, String>();
        kinds.put(FindingKind.TOOL_ADDED, "tool");
        kinds.put(FindingKind.PROMPT_CHANGED, "prompt");
        kinds.put(FindingKind.RESOURCE_CHANGED, "resource");
        kinds.put(FindingKind.INSTRUCTIONS_CHANGED, "instructions");
        return kinds;
    }
}
