package dev.assay.registry.dpia;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.registry.dpia.Change.Kind;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What has changed about servers since an assessment was made of them, of what an assessment is
 * about: tools, data, destinations, processors and scope. A new version alone is no such change.
 */
final class Changes {

    private static final Map<Field, Kind> MATTERS = new EnumMap<>(Field.class);

    static {
        all(Kind.SCOPE, Field.SERVER_PURPOSE, Field.SERVER_STAGE, Field.CONSUMER_PURPOSE);
        all(
                Kind.TOOLS,
                Field.TOOL_DESCRIPTION,
                Field.TOOL_ARGUMENTS,
                Field.TOOL_CLASS,
                Field.TOOL_APPROVAL,
                Field.TOOL_CONSTRAINTS,
                Field.TOOL_EXPORTS);
        all(
                Kind.DATA,
                Field.SERVER_DATA_SUBJECTS,
                Field.SERVER_PEOPLE,
                Field.SERVER_SPECIAL,
                Field.SERVER_CUSTOMER_FILES,
                Field.SERVER_LAWFUL_BASIS,
                Field.SERVER_RETENTION,
                Field.SERVER_VOLUME,
                Field.TOOL_DATA,
                Field.TOOL_FIELDS,
                Field.TOOL_SYSTEM,
                Field.SYSTEM_DATA,
                Field.SYSTEM_KIND);
        all(
                Kind.DESTINATIONS,
                Field.DESTINATION_COUNTRY,
                Field.DESTINATION_PURPOSE,
                Field.DESTINATION_DATA,
                Field.DESTINATION_SUBDOMAINS,
                Field.DESTINATION_TRANSFER,
                Field.CONSUMER_MODEL_COUNTRY);
        all(
                Kind.PROCESSORS,
                Field.SERVER_OPERATOR,
                Field.SERVER_RUNS,
                Field.SERVER_ROLE,
                Field.SERVER_COUNTRY,
                Field.SERVER_SUBPROCESSORS,
                Field.SERVER_AGREEMENT,
                Field.SERVER_TRAINING,
                Field.DESTINATION_OPERATOR,
                Field.DESTINATION_ROLE,
                Field.CONSUMER_MODEL,
                Field.CONSUMER_MODEL_ROLE);
    }

    private static final Map<Subject, Kind> COMING_AND_GOING =
            Map.of(
                    Subject.TOOL, Kind.TOOLS,
                    Subject.DESTINATION, Kind.DESTINATIONS,
                    Subject.SYSTEM, Kind.DATA,
                    Subject.CONSUMER, Kind.SCOPE);

    private Changes() {}

    private static void all(Kind kind, Field... fields) {
        for (var field : fields) {
            MATTERS.put(field, kind);
        }
    }

    /**
     * @param now the records of the same servers; one that is missing is gone from the inventory
     */
    static List<Change> between(List<ServerRecord> then, List<ServerRecord> now) {
        var changes = new ArrayList<Change>();
        var current = new LinkedHashMap<String, ServerRecord>();
        now.forEach(each -> current.put(each.server().value(), each));
        for (var before : then) {
            var after = current.get(before.server().value());
            if (after == null) {
                changes.add(
                        new Change(
                                Kind.SCOPE,
                                before.name(),
                                "the server",
                                "in the inventory",
                                "not in the inventory"));
            } else {
                compare(before, after, changes);
            }
        }
        return changes;
    }

    private static void compare(ServerRecord then, ServerRecord now, List<Change> changes) {
        for (var subject : Subject.values()) {
            var before = byKey(then, subject);
            var after = byKey(now, subject);
            var keys = new LinkedHashSet<>(before.keySet());
            keys.addAll(after.keySet());
            for (var key : keys) {
                var old = before.get(key);
                var young = after.get(key);
                if (old != null && young != null) {
                    fields(then.name(), old, young, changes);
                } else if (COMING_AND_GOING.containsKey(subject)) {
                    changes.add(
                            new Change(
                                    COMING_AND_GOING.get(subject),
                                    then.name(),
                                    subject.words() + " " + key,
                                    old == null ? "none" : "there",
                                    old == null ? "there" : "gone"));
                }
            }
        }
    }

    private static void fields(String server, Entry old, Entry young, List<Change> changes) {
        for (var field : Field.of(old.subject())) {
            var kind = MATTERS.get(field);
            if (kind != null && !said(old.value(field)).equals(said(young.value(field)))) {
                var name =
                        old.subject() == Subject.SERVER
                                ? field.label()
                                : old.subject().words() + " " + old.key() + ", " + field.label();
                changes.add(
                        new Change(
                                kind,
                                server,
                                name,
                                said(old.value(field)),
                                said(young.value(field))));
            }
        }
    }

    private static String said(Value value) {
        return !value.isKnown() ? "unknown" : value.words().isEmpty() ? "none" : value.text();
    }

    private static Map<String, Entry> byKey(ServerRecord record, Subject subject) {
        var entries = new LinkedHashMap<String, Entry>();
        record.each(subject).forEach(each -> entries.put(each.key(), each));
        return entries;
    }
}
