package dev.assay.registry.bom;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Value;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;

/**
 * Every field of an entry as properties under our own prefix: {@code assay:SUBJECT:FIELD} with what
 * is known, {@code assay:SUBJECT:FIELD:known} with how. What nobody has said is one list, since it
 * is most of what there is; what is unknown for another reason stands by itself with the reason.
 */
final class KnownProperties {

    static final String PREFIX = "assay:";

    /** The reason that says nothing beside that there is none. */
    private static final String UNSAID = "nobody has said";

    private KnownProperties() {}

    /** The member {@code properties}, with a few of its own before. */
    static void write(JsonGenerator out, Entry entry, List<String> pairs) {
        out.writeArrayPropertyStart("properties");
        for (var i = 0; i < pairs.size(); i += 2) {
            property(out, PREFIX + pairs.get(i), pairs.get(i + 1));
        }
        var prefix = PREFIX + entry.subject().words() + ":";
        var unsaid = new ArrayList<String>();
        for (var field : Field.of(entry.subject())) {
            var value = entry.value(field);
            if (!value.isKnown() && value.source().equals(UNSAID)) {
                unsaid.add(field.key());
                continue;
            }
            property(out, prefix + field.key(), words(value));
            property(out, prefix + field.key() + ":known", known(value));
        }
        if (!unsaid.isEmpty()) {
            property(out, prefix + "unknown", UNSAID + ": " + String.join(", ", unsaid));
        }
        out.writeEndArray();
    }

    static void property(JsonGenerator out, String name, String value) {
        out.writeStartObject();
        out.writeStringProperty("name", name);
        out.writeStringProperty("value", value);
        out.writeEndObject();
    }

    private static String words(Value value) {
        if (!value.isKnown()) {
            return "unknown";
        }
        return value.words().isEmpty() ? "none" : String.join("; ", value.words());
    }

    private static String known(Value value) {
        return value.provenance().words()
                + "; "
                + value.source()
                + (value.at() == null ? "" : "; " + value.at());
    }
}
