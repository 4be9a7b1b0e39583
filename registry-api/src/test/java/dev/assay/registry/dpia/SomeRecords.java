package dev.assay.registry.dpia;

import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.server.Servers;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records as an assembler would make them. */
final class SomeRecords {

    static final Instant AT = Instant.parse("2026-11-01T09:00:00Z");
    static final Draft.Organisation NOBODY = new Draft.Organisation("", "", "GB");

    private final Purl purl;
    private final String name;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Field, Value> server = new EnumMap<>(Field.class);

    private SomeRecords(String packageName) {
        this.purl = Purl.npm(packageName, null);
        this.name = packageName;
        server.put(Field.SERVER_PACKAGE, verified(purl.toString()));
    }

    static SomeRecords of(String packageName) {
        return new SomeRecords(packageName);
    }

    /** A mail server that sees personal data, writes, and talks to the United States. */
    static ServerRecord mail() {
        return of("assay-sample-mail")
                .with(Field.SERVER_OWNER, stated("Team Post"))
                .with(
                        Field.SERVER_PURPOSE,
                        stated(
                                "Answers order mails: reads the mail, looks the order up, drafts an answer."))
                .with(Field.SERVER_STATE, verified("approved"))
                .with(Field.SERVER_SERVED, verified("1.0.15"))
                .with(Field.SERVER_TIER, verified("high"))
                .with(Field.SERVER_DATA_SUBJECTS, stated("personal"))
                .with(
                        Field.SERVER_PEOPLE,
                        stated("Customers who write: name, address, order, complaint."))
                .with(Field.SERVER_LAWFUL_BASIS, stated("contract"))
                .with(Field.SERVER_LAWFUL_REASON, stated("Answering is part of the contract."))
                .with(Field.SERVER_RETENTION, stated("Nothing in the server; logs for 30 days."))
                .with(Field.SERVER_RUNS, stated("vendor"))
                .with(Field.SERVER_OPERATOR, stated("Mailworks Ltd"))
                .with(Field.SERVER_COUNTRY, stated("US"))
                .with(Field.SERVER_ROLE, stated("processor"))
                .with(Field.SERVER_MAINTAINER, declared("mailworks <dev@mailworks.example>"))
                .with(Field.SERVER_PUBLISHERS, verified("mailworks"))
                .entry(
                        Subject.RELEASE,
                        "1.0.15",
                        Map.of(
                                Field.RELEASE_VERSION, verified("1.0.15"),
                                Field.RELEASE_DIGEST, verified(sha("mail-1.0.15").hex()),
                                Field.RELEASE_STATE, verified("approved"),
                                Field.RELEASE_STAGE, verified("production"),
                                Field.RELEASE_EXPIRES, verified("2027-01-30T00:00:00Z"),
                                Field.RELEASE_FINDINGS, verified("medium: 1", "low: 3")))
                .tool("read_mail", "read", "none", "customer-email", "Mailbox")
                .tool("send_mail", "write", "none", "customer-email", "Mailbox")
                .tool("find_order", "read", "none", "orders", "Order system")
                .tool("delete_mail", "never", "none", "customer-email", "Mailbox")
                .destination("api.mailworks.example", "US", "Mailworks Ltd")
                .destination("orders.shop.example", "", "")
                .entry(
                        Subject.CONSUMER,
                        "Ticket agent",
                        Map.of(
                                Field.CONSUMER_NAME, verified("Ticket agent"),
                                Field.CONSUMER_PURPOSE, stated("Drafts answers to tickets."),
                                Field.CONSUMER_MODEL, stated("Example AI")))
                .entry(
                        Subject.IDENTITY,
                        "claude-mcp-production",
                        Map.of(
                                Field.IDENTITY_CLIENT, stated("claude-mcp-production"),
                                Field.IDENTITY_MODE, stated("service")))
                .entry(
                        Subject.DECISION,
                        "1",
                        Map.of(
                                Field.DECISION_KIND, verified("approval"),
                                Field.DECISION_RELEASE, verified("1.0.15"),
                                Field.DECISION_BY, verified("Sam Security"),
                                Field.DECISION_ROLE, verified("security"),
                                Field.DECISION_AT, verified("2026-10-30T10:00:00Z")))
                .entry(
                        Subject.CHECK,
                        Checklist.LAYERS.key() + "/authentication",
                        Map.of(
                                Field.CHECK_ITEM, verified("Authentication"),
                                Field.CHECK_RESULT, stated("pass")))
                .build();
    }

    /** A server that sees nobody's data and writes nothing. */
    static ServerRecord clock() {
        return of("clock-server")
                .with(Field.SERVER_DATA_SUBJECTS, stated("nobody"))
                .tool("now", "read", "none", "", "")
                .build();
    }

    SomeRecords with(Field field, Value value) {
        server.put(field, value);
        return this;
    }

    SomeRecords entry(Subject subject, String key, Map<Field, Value> fields) {
        entries.add(new Entry(subject, key, fields));
        return this;
    }

    SomeRecords tool(String tool, String kind, String approval, String data, String system) {
        var fields = new EnumMap<Field, Value>(Field.class);
        fields.put(Field.TOOL_NAME, verified(tool));
        fields.put(Field.TOOL_CLASS, verified(kind));
        fields.put(Field.TOOL_APPROVAL, verified(approval));
        fields.put(
                Field.TOOL_DESCRIPTION,
                declared("What " + tool.replace('_', ' ') + " says of itself."));
        if (!data.isEmpty()) {
            fields.put(Field.TOOL_DATA, verified(data));
        }
        if (!system.isEmpty()) {
            fields.put(Field.TOOL_SYSTEM, stated(system));
        }
        return entry(Subject.TOOL, tool, fields);
    }

    SomeRecords destination(String host, String country, String operator) {
        var fields = new EnumMap<Field, Value>(Field.class);
        fields.put(Field.DESTINATION_HOST, verified(host));
        fields.put(Field.DESTINATION_DECLARED, verified("yes"));
        if (!country.isEmpty()) {
            fields.put(Field.DESTINATION_COUNTRY, stated(country));
        }
        if (!operator.isEmpty()) {
            fields.put(Field.DESTINATION_OPERATOR, stated(operator));
        }
        return entry(Subject.DESTINATION, host, fields);
    }

    ServerRecord build() {
        var all = new ArrayList<Entry>();
        all.add(new Entry(Subject.SERVER, "", server));
        all.addAll(entries);
        return new ServerRecord(Servers.id(purl), purl.toString(), name, all);
    }

    static Draft draft(List<ServerRecord> records, Map<String, String> answers) {
        var written = new HashMap<String, Written>();
        answers.forEach((key, text) -> written.put(key, new Written(text, "Dora Privacy", AT)));
        return new Draft(
                null,
                "Mail for orders",
                Library.newest(),
                0,
                Sha256.of(Snapshots.bytes(records)),
                AT,
                Snapshots.ordered(records),
                written,
                List.of(),
                List.of(),
                List.of(),
                NOBODY);
    }

    static Sha256 sha(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Value verified(String... words) {
        return Value.verified("Assay", AT, List.of(words));
    }

    static Value declared(String... words) {
        return Value.declared("package.json", AT, List.of(words));
    }

    static Value stated(String... words) {
        return Value.stated("the request", AT, List.of(words));
    }
}
