package dev.assay.registry.register;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.inventory.store.Id;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records for tests, made of what each test wants to say. */
public final class SomeRecords {

    public static final Instant AT = Instant.parse("2026-11-01T09:00:00Z");
    public static final String PURL = "pkg:npm/%40acme/crm-mcp";

    public static final Surroundings AROUND =
            new Surroundings(
                    new Organisation("Example Ltd", "privacy@example.com", null, "Dee Peo"),
                    LocalDate.of(2026, 11, 21),
                    release -> Optional.of(List.of()));

    private final String purl;
    private final List<Entry> entries = new ArrayList<>();

    private SomeRecords(String purl) {
        this.purl = purl;
    }

    /** A server with what is said of itself. */
    public static SomeRecords server(Map<Field, Value> fields) {
        return server(PURL, fields);
    }

    public static SomeRecords server(String purl, Map<Field, Value> fields) {
        return new SomeRecords(purl).with(Subject.SERVER, purl, fields);
    }

    public SomeRecords with(Subject subject, String key, Map<Field, Value> fields) {
        entries.add(new Entry(subject, key, fields.isEmpty() ? Map.of() : new EnumMap<>(fields)));
        return this;
    }

    public ServerRecord record() {
        return new ServerRecord(new Id("0123456789abcdef0123456789abcdef"), purl, "CRM", entries);
    }

    public static Value verified(String... words) {
        return Value.verified("the artifact", AT, List.of(words));
    }

    public static Value stated(String... words) {
        return Value.stated("ada", AT, List.of(words));
    }

    /** A server of which much is known: hosted in the UK, sends to the US, read and write tools. */
    public static SomeRecords crm() {
        return server(
                        Map.of(
                                Field.SERVER_OWNER, stated("Sales"),
                                Field.SERVER_PURPOSE, stated("Look customers up"),
                                Field.SERVER_STATE, verified("approved"),
                                Field.SERVER_SERVED, verified("1.2.3"),
                                Field.SERVER_OPERATOR, stated("Example Ltd"),
                                Field.SERVER_COUNTRY, stated("GB"),
                                Field.SERVER_ROLE, stated("controller"),
                                Field.SERVER_DATA_SUBJECTS, stated("personal"),
                                Field.SERVER_SUBPROCESSORS, stated(),
                                Field.SERVER_TRANSPORT, stated("stdio")))
                .with(
                        Subject.RELEASE,
                        "1.2.3",
                        Map.of(
                                Field.RELEASE_VERSION, verified("1.2.3"),
                                Field.RELEASE_STATE, verified("approved"),
                                Field.RELEASE_DIGEST, verified("ab".repeat(32)),
                                Field.RELEASE_EXPIRES, verified("2026-11-20T00:00:00Z")))
                .with(
                        Subject.TOOL,
                        "find_customer",
                        Map.of(
                                Field.TOOL_NAME, verified("find_customer"),
                                Field.TOOL_RELEASE, verified("1.2.3"),
                                Field.TOOL_CLASS, stated("read"),
                                Field.TOOL_DATA, stated("contact details")))
                .with(
                        Subject.TOOL,
                        "send_mail",
                        Map.of(
                                Field.TOOL_NAME, verified("send_mail"),
                                Field.TOOL_RELEASE, verified("1.2.3"),
                                Field.TOOL_CLASS, stated("write"),
                                Field.TOOL_APPROVAL, stated("none")))
                .with(
                        Subject.DESTINATION,
                        "api.crm.example",
                        Map.of(
                                Field.DESTINATION_HOST, verified("api.crm.example"),
                                Field.DESTINATION_COUNTRY, stated("US"),
                                Field.DESTINATION_OPERATOR, stated("CRM Inc."),
                                Field.DESTINATION_ROLE, stated("processor"),
                                Field.DESTINATION_DATA, stated("contact details"),
                                Field.DESTINATION_TRANSFER, stated("idta")))
                .with(
                        Subject.DESTINATION,
                        "telemetry.example",
                        Map.of(Field.DESTINATION_HOST, verified("telemetry.example")))
                .with(
                        Subject.GRANT,
                        "desk/send_mail",
                        Map.of(
                                Field.GRANT_CONSUMER, verified("desk"),
                                Field.GRANT_TOOL, verified("send_mail"),
                                Field.GRANT_STATE, verified("granted"),
                                Field.GRANT_UNTIL, verified("2027-01-01T00:00:00Z"),
                                Field.GRANT_REASON, stated("answer complaints")));
    }
}
