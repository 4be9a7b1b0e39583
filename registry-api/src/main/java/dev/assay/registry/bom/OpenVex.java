package dev.assay.registry.bom;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.registry.export.Product;

import tools.jackson.core.JsonGenerator;

import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An OpenVEX 0.2.0 document on the releases that are served. It claims nothing that nobody looked
 * at, and never {@code not_affected}:
 *
 * <ul>
 *   <li>a risk that people accept by a waiver is {@code affected}, with what keeps the harm small
 *       and until when as the action;
 *   <li>a vulnerability on record is {@code under_investigation}: nobody has said whether it can be
 *       used against the server here;
 *   <li>a release of which no vulnerabilities are known because nobody asked has a statement that
 *       says so, {@code under_investigation} too.
 * </ul>
 */
public final class OpenVex {

    static final String NOT_ASKED = "ASSAY-VULNERABILITIES-NOT-ASKED";

    private static final Pattern NAMED =
            Pattern.compile(
                    "\\b(CVE-\\d{4}-\\d{4,}|GHSA(-[0-9a-z]{4}){3}|[A-Z]{2,10}-\\d{4}-\\d+)\\b");

    private final JsonGenerator out;
    private long statements;

    /**
     * @param author who makes it
     */
    public OpenVex(OutputStream to, String author) {
        out = Json.to(to);
        out.writeStartObject();
        out.writeStringProperty("@context", "https://openvex.dev/ns/v0.2.0");
        out.writeStringProperty("author", author);
        out.writeNumberProperty("version", 1);
        out.writeStringProperty("tooling", Product.NAME + "/" + Product.VERSION);
        out.writeArrayPropertyStart("statements");
    }

    public void server(ServerRecord server) {
        server.each(Subject.RELEASE)
                .filter(each -> each.text(Field.RELEASE_STATE).equals("approved"))
                .forEach(each -> release(server, each));
    }

    private void release(ServerRecord server, Entry release) {
        var product = server.purlOf(release);
        var known = release.value(Field.RELEASE_VULNERABILITIES);
        if (known.isKnown()) {
            known.words().forEach(each -> vulnerability(product, each, known));
        } else {
            statement(
                    product,
                    release,
                    NOT_ASKED,
                    "Not a vulnerability: no list of known ones was asked about this release ("
                            + known.source()
                            + ").",
                    "Whether any known vulnerability affects it is not known here.");
        }
        server.each(Subject.DECISION)
                .filter(each -> each.text(Field.DECISION_KIND).startsWith("waiver"))
                .filter(each -> each.text(Field.DECISION_STATE).equals("granted"))
                .filter(each -> each.text(Field.DECISION_RELEASE).equals(release.key()))
                .forEach(each -> accepted(product, release, each));
    }

    private void vulnerability(String product, String words, Value known) {
        var named = NAMED.matcher(words);
        begin(
                named.find() ? named.group() : words,
                words,
                product,
                Optional.empty(),
                "under_investigation");
        out.writeStringProperty(
                "status_notes",
                "On record by "
                        + known.source()
                        + "; whether it can be used against this server is not known here.");
        end();
    }

    private void statement(
            String product, Entry release, String name, String description, String notes) {
        begin(name, description, product, Optional.of(release), "under_investigation");
        out.writeStringProperty("status_notes", notes);
        end();
    }

    private void accepted(String product, Entry release, Entry waiver) {
        begin(
                "ASSAY-" + waiver.key(),
                waiver.text(Field.DECISION_TARGET),
                product,
                Optional.of(release),
                "affected");
        Json.text(out, "status_notes", "Accepted by people: " + waiver.text(Field.DECISION_REASON));
        var control = waiver.text(Field.DECISION_CONTROL);
        var until = waiver.text(Field.DECISION_UNTIL);
        out.writeStringProperty(
                "action_statement",
                (control.isEmpty() ? "No compensating control is on record." : control)
                        + (until.isEmpty() ? "" : " Accepted until " + until + "."));
        end();
    }

    private void begin(
            String name,
            String description,
            String product,
            Optional<Entry> release,
            String status) {
        statements++;
        out.writeStartObject();
        out.writeObjectPropertyStart("vulnerability");
        out.writeStringProperty("name", name);
        Json.text(out, "description", description);
        out.writeEndObject();
        out.writeArrayPropertyStart("products");
        out.writeStartObject();
        out.writeStringProperty("@id", product);
        var digest = release.map(each -> each.text(Field.RELEASE_DIGEST)).orElse("");
        if (!digest.isEmpty()) {
            out.writeObjectPropertyStart("hashes");
            out.writeStringProperty("sha-256", digest);
            out.writeEndObject();
        }
        out.writeEndObject();
        out.writeEndArray();
        out.writeStringProperty("status", status);
    }

    private void end() {
        out.writeEndObject();
    }

    /**
     * @param at when what it says became so
     * @return how many statements there are; a document without any is none
     */
    public long finish(Instant at) {
        out.writeEndArray();
        out.writeStringProperty("@id", "urn:assay:openvex:" + at.toEpochMilli());
        out.writeStringProperty("timestamp", at.toString());
        out.writeEndObject();
        out.writeRaw('\n');
        out.close();
        return statements;
    }
}
