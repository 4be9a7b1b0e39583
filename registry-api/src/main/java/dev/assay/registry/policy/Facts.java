package dev.assay.registry.policy;

import dev.assay.registry.policy.Vocabulary.Field;
import dev.assay.registry.policy.Vocabulary.Type;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a policy may know of a release under one declaration: a tree of maps, lists, text and
 * numbers in the {@link Vocabulary}. It is stored with the snapshot, so that a judgement can be
 * repeated, and repeated under another policy, from records alone.
 *
 * @param schema {@value #SCHEMA}
 * @param values the variables by name
 */
public record Facts(String schema, Map<String, Object> values) {

    public static final String SCHEMA = "assay-facts/1";

    /** What nobody stated is unknown; longer text helps no rule and fills every snapshot. */
    private static final int LONGEST_TEXT = 4_000;

    /** Takes what the vocabulary knows; what is missing has the empty value of its type. */
    public Facts {
        values = group(new Type.Group("", Vocabulary.variables()), values);
    }

    public static Facts of(Map<String, Object> values) {
        return new Facts(SCHEMA, values);
    }

    /** The same, with one variable as it is now. */
    Facts with(String variable, Object value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(variable, value);
        return new Facts(schema, changed);
    }

    /** A text by its path; empty where it is empty or unknown. */
    public String text(String... path) {
        Object at = values;
        for (var name : path) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at == null ? "" : at.toString();
    }

    private static Map<String, Object> group(Type.Group group, @Nullable Object given) {
        var known = given instanceof Map<?, ?> map ? map : Map.of();
        var conformed = new LinkedHashMap<String, Object>();
        group.fields()
                .forEach((name, field) -> conformed.put(name, value(name, field, known.get(name))));
        return Collections.unmodifiableMap(conformed);
    }

    private static Object value(String name, Field field, @Nullable Object given) {
        // The empty value of every other text is the empty one.
        return name.equals("provenance") && given == null
                ? Provenance.UNKNOWN.word()
                : value(field.type(), given);
    }

    private static Object value(Type type, @Nullable Object given) {
        return switch (type) {
            case Type.Text() -> given == null ? "" : cut(given.toString());
            case Type.Number() -> given instanceof Number number ? number.longValue() : 0L;
            case Type.Share() -> given instanceof Number number ? number.doubleValue() : 0.0;
            case Type.Flag() -> Boolean.TRUE.equals(given);
            case Type.ListOf(var element) ->
                    given instanceof List<?> list
                            ? list.stream().map(each -> value(element, each)).toList()
                            : List.of();
            case Type.ByName(var element) -> byName(element, given);
            case Type.Group group -> group(group, given);
        };
    }

    private static Map<String, Object> byName(Type.Group element, @Nullable Object given) {
        var conformed = new TreeMap<String, Object>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, each) -> conformed.put(name.toString(), group(element, each)));
        }
        return new Answered(conformed, group(element, null));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
