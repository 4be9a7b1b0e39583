package dev.assay.registry.policy;

import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.StatedValue;
import dev.assay.inventory.record.Subject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** What people stated of a server in its record, as facts; what nobody stated is unknown. */
final class StatedFacts {

    private final Map<Field, Map<String, List<String>>> words = new HashMap<>();

    StatedFacts(List<StatedValue> stated) {
        for (var each : stated) {
            if (each.words() != null) {
                words.computeIfAbsent(each.field(), none -> new TreeMap<>())
                        .put(each.key(), Objects.requireNonNull(each.words()));
            }
        }
    }

    /** The server's own fields by their keys. */
    Map<String, Object> record() {
        var record = new TreeMap<String, Object>();
        for (var field : Field.of(Subject.SERVER)) {
            if (isStated(field, "")) {
                var said = said(field, "");
                record.put(
                        field.key(),
                        Map.of(
                                "value",
                                String.join(", ", said),
                                "values",
                                said,
                                "provenance",
                                Provenance.STATED.word()));
            }
        }
        return record;
    }

    /** Every checklist, those that nobody has looked at as well. */
    Map<String, Object> checklists() {
        var lists = new TreeMap<String, Object>();
        for (var list : Checklist.values()) {
            var missing =
                    list.items().stream()
                            .filter(each -> !isDone(list.entryKey(each)))
                            .map(Checklist.Item::label)
                            .toList();
            lists.put(
                    list.key(),
                    Map.of(
                            "title",
                            list.title(),
                            "items",
                            list.items().size(),
                            "done",
                            list.items().size() - missing.size(),
                            "complete",
                            missing.isEmpty(),
                            "missing",
                            missing,
                            "failed",
                            failed(list)));
        }
        return lists;
    }

    List<Object> identities() {
        var names = new TreeSet<String>();
        Field.of(Subject.IDENTITY)
                .forEach(each -> names.addAll(words.getOrDefault(each, Map.of()).keySet()));
        return names.stream()
                .<Object>map(
                        name ->
                                Map.of(
                                        "name",
                                        name,
                                        "kind",
                                        one(Field.IDENTITY_KIND, name),
                                        "environments",
                                        many(Field.IDENTITY_ENVIRONMENT, name),
                                        "sharing",
                                        one(Field.IDENTITY_SHARING, name),
                                        "mode",
                                        one(Field.IDENTITY_MODE, name)))
                .toList();
    }

    /** A destination with what was stated of it. */
    Map<String, Object> with(Map<?, ?> destination) {
        var host = String.valueOf(destination.get("host"));
        var told = new TreeMap<String, Object>();
        destination.forEach((name, value) -> told.put(String.valueOf(name), value));
        told.put("country", many(Field.DESTINATION_COUNTRY, host));
        told.put("operator", one(Field.DESTINATION_OPERATOR, host));
        told.put("role", one(Field.DESTINATION_ROLE, host));
        told.put("transfer", one(Field.DESTINATION_TRANSFER, host));
        told.put("assessment", one(Field.DESTINATION_TRA, host));
        return told;
    }

    private List<String> failed(Checklist list) {
        return list.items().stream()
                .filter(each -> said(Field.CHECK_RESULT, list.entryKey(each)).contains("fail"))
                .map(Checklist.Item::label)
                .toList();
    }

    private boolean isDone(String key) {
        return Checklist.isDone(said(Field.CHECK_RESULT, key), said(Field.CHECK_EVIDENCE, key));
    }

    private Map<String, Object> one(Field field, String key) {
        return Map.of(
                "value", String.join(", ", said(field, key)), "provenance", provenance(field, key));
    }

    private Map<String, Object> many(Field field, String key) {
        return Map.of("value", said(field, key), "provenance", provenance(field, key));
    }

    private String provenance(Field field, String key) {
        return (isStated(field, key) ? Provenance.STATED : Provenance.UNKNOWN).word();
    }

    private boolean isStated(Field field, String key) {
        return words.getOrDefault(field, Map.of()).containsKey(key);
    }

    private List<String> said(Field field, String key) {
        return words.getOrDefault(field, Map.of()).getOrDefault(key, List.of());
    }
}
