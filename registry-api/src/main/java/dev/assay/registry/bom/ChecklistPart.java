package dev.assay.registry.bom;

import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/**
 * The checklists as standards, and what was found as claims with their evidence. An item that
 * nobody looked at makes no claim, and neither does one that does not apply.
 */
final class ChecklistPart {

    private ChecklistPart() {}

    static void write(JsonGenerator out, ServerRecord server) {
        var checks =
                server.each(Subject.CHECK)
                        .filter(each -> List.of("pass", "fail").contains(result(each)))
                        .filter(each -> Checklist.hasItem(each.key()))
                        .toList();
        if (checks.isEmpty()) {
            return;
        }
        standards(out);
        out.writeObjectPropertyStart("declarations");
        attestations(out, server, checks);
        claims(out, server, checks);
        evidence(out, checks);
        out.writeEndObject();
    }

    private static String result(Entry check) {
        return check.text(Field.CHECK_RESULT);
    }

    private static void standards(JsonGenerator out) {
        out.writeObjectPropertyStart("definitions");
        out.writeArrayPropertyStart("standards");
        for (var list : Checklist.values()) {
            out.writeStartObject();
            out.writeStringProperty("bom-ref", "standard:" + list.key());
            out.writeStringProperty("name", list.title());
            out.writeStringProperty("owner", "Assay");
            out.writeArrayPropertyStart("requirements");
            for (var item : list.items()) {
                out.writeStartObject();
                out.writeStringProperty("bom-ref", "requirement:" + list.entryKey(item));
                out.writeStringProperty("identifier", list.entryKey(item));
                out.writeStringProperty("title", item.label());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void attestations(JsonGenerator out, ServerRecord server, List<Entry> checks) {
        out.writeArrayPropertyStart("attestations");
        out.writeStartObject();
        out.writeStringProperty("summary", "What people looked at in " + server.name());
        out.writeArrayPropertyStart("map");
        for (var check : checks) {
            out.writeStartObject();
            out.writeStringProperty("requirement", "requirement:" + check.key());
            Json.texts(out, "claims", List.of("claim:" + check.key()));
            out.writeObjectPropertyStart("conformance");
            out.writeNumberProperty("score", result(check).equals("pass") ? 1 : 0);
            Json.text(out, "rationale", check.text(Field.CHECK_EVIDENCE));
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void claims(JsonGenerator out, ServerRecord server, List<Entry> checks) {
        out.writeArrayPropertyStart("claims");
        for (var check : checks) {
            out.writeStartObject();
            out.writeStringProperty("bom-ref", "claim:" + check.key());
            out.writeStringProperty("target", server.purl());
            out.writeStringProperty(
                    "predicate", check.text(Field.CHECK_ITEM) + ": " + result(check));
            Json.texts(out, "evidence", List.of("evidence:" + check.key()));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void evidence(JsonGenerator out, List<Entry> checks) {
        out.writeArrayPropertyStart("evidence");
        for (var check : checks) {
            out.writeStartObject();
            out.writeStringProperty("bom-ref", "evidence:" + check.key());
            out.writeStringProperty("propertyName", KnownProperties.PREFIX + "check");
            var said = check.text(Field.CHECK_EVIDENCE);
            out.writeStringProperty(
                    "description",
                    said.isEmpty()
                            ? "none was given; a tick without evidence proves little"
                            : said);
            var day = check.text(Field.CHECK_DAY);
            Json.text(out, "created", day.isEmpty() ? null : day + "T00:00:00Z");
            var by = check.text(Field.CHECK_BY);
            if (!by.isEmpty()) {
                Json.named(out, "author", by);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
