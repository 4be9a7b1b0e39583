package dev.assay.registry.bom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.registry.register.SomeRecords;

import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The library judges what we write; it never writes it itself, as it drops parts of data flows. */
class CycloneDxTest {

    private static final String INTEGRITY = "sha512-" + "A".repeat(86) + "==";
    private static final Packages CLOSURES =
            server ->
                    Map.of(
                            server + "@1.2.3",
                            List.of(
                                    new Packages.Packed(
                                            "pkg:npm/left-pad@1.0.0",
                                            INTEGRITY,
                                            "MIT OR Apache-2.0",
                                            List.of("MIT")),
                                    new Packages.Packed(
                                            "pkg:npm/%40a/b@2.0.0",
                                            INTEGRITY, "see our site", List.of())));

    @Test
    void isValidWithAllThatIsKnown() throws Exception {
        var server = SomeRecords.crm();
        for (var list : Checklist.values()) {
            for (var item : list.items()) {
                server.with(
                        Subject.CHECK,
                        list.entryKey(item),
                        Map.of(
                                Field.CHECK_ITEM, SomeRecords.verified(item.label()),
                                Field.CHECK_RESULT, SomeRecords.stated("pass"),
                                Field.CHECK_EVIDENCE, SomeRecords.stated("ticket 12"),
                                Field.CHECK_BY, SomeRecords.stated("ada"),
                                Field.CHECK_DAY, SomeRecords.stated("2026-11-01")));
            }
        }
        server.with(
                Subject.SYSTEM,
                "CRM",
                Map.of(
                        Field.SYSTEM_NAME, SomeRecords.stated("CRM"),
                        Field.SYSTEM_DATA, SomeRecords.stated("contact details")));
        assertThat(faults(alone(server.record()))).isEmpty();
    }

    @Test
    void isValidWithNothingKnown() throws Exception {
        assertThat(faults(alone(SomeRecords.server(Map.of()).record()))).isEmpty();
    }

    @Test
    void isValidWhateverHostileTextSays() throws Exception {
        var hostile = "\u0000 \"<&> \u202e\n" + "x".repeat(100);
        var server =
                SomeRecords.server(
                                Map.of(
                                        Field.SERVER_SOURCE, SomeRecords.verified("git@h:a b%zz"),
                                        Field.SERVER_DESCRIPTION, SomeRecords.verified(hostile),
                                        Field.SERVER_OWNER, SomeRecords.stated(hostile),
                                        Field.SERVER_LICENCE, SomeRecords.verified(hostile)))
                        .with(
                                Subject.DESTINATION,
                                "*.bad host/%zz[",
                                Map.of(Field.DESTINATION_PROTOCOL, SomeRecords.stated("a b:")))
                        .with(
                                Subject.TOOL,
                                hostile,
                                Map.of(Field.TOOL_NAME, SomeRecords.verified(hostile)))
                        .record();

        assertThat(faults(alone(server))).isEmpty();
    }

    @Test
    void tellsADeclaredLicenceFromOneWhoseTextWasFound() throws Exception {
        var components = alone(served()).get("components");
        var licences = new HashMap<String, JsonNode>();
        components.forEach(each -> licences.put(each.get("name").asString(), each));

        var declared = Objects.requireNonNull(licences.get("left-pad"));
        assertThat(declared.at("/licenses/0/expression").asString()).isEqualTo("MIT OR Apache-2.0");
        assertThat(declared.at("/licenses/0/acknowledgement").asString()).isEqualTo("declared");
        assertThat(declared.at("/evidence/licenses/0/license/id").asString()).isEqualTo("MIT");
        var other = Objects.requireNonNull(licences.get("b"));
        assertThat(other.at("/licenses/0/license/name").asString()).isEqualTo("see our site");
        assertThat(other.has("evidence")).isFalse();
    }

    @Test
    void whatIsWrongIsRefused() throws Exception {
        var document = (ObjectNode) alone(SomeRecords.crm().record());
        ((ObjectNode) document.at("/services/0/data/0")).put("flow", "sideways");

        assertThat(faults(document)).isNotEmpty();
    }

    @Test
    void tellsWhoReceivesWhichDataWhere() throws Exception {
        var flow = alone(SomeRecords.crm().record()).at("/services/0/data/0");

        assertThat(flow.at("/flow").asString()).isEqualTo("outbound");
        assertThat(flow.at("/name").asString()).isEqualTo("api.crm.example");
        assertThat(flow.at("/classification").asString()).isEqualTo("contact details");
        assertThat(flow.at("/destination/0").asString()).isEqualTo("https://api.crm.example");
        assertThat(flow.at("/source/0").asString()).startsWith("urn:assay:server:");
        assertThat(flow.at("/governance/custodians/0/organization/name").asString())
                .isEqualTo("CRM Inc.");
        assertThat(flow.at("/governance/owners/0/organization/name").asString()).isEqualTo("Sales");
        assertThat(alone(SomeRecords.crm().record()).at("/services/0/data/1/classification"))
                .hasToString("\"unknown\"");
    }

    @Test
    void claimsNothingOfTrustThatNobodyKnows() throws Exception {
        var bare = alone(SomeRecords.server(Map.of()).record()).at("/services/0");
        assertThat(bare.has("authenticated")).isFalse();
        assertThat(bare.has("x-trust-boundary")).isFalse();
        assertThat(bare.has("trustZone")).isFalse();

        var known =
                alone(
                                SomeRecords.server(
                                                Map.of(
                                                        Field.SERVER_AUTHENTICATION,
                                                        SomeRecords.stated("oauth"),
                                                        Field.SERVER_RUNS,
                                                        SomeRecords.stated("vendor")))
                                        .record())
                        .at("/services/0");
        assertThat(known.get("authenticated").asBoolean()).isTrue();
        assertThat(known.get("x-trust-boundary").asBoolean()).isTrue();
        assertThat(known.get("trustZone").asString()).isEqualTo("vendor");
    }

    @Test
    void keepsHowEachValueIsKnown() throws Exception {
        var properties = alone(SomeRecords.crm().record()).at("/services/0/properties");
        var all = new HashMap<String, String>();
        properties.forEach(
                each -> all.put(each.get("name").asString(), each.get("value").asString()));

        assertThat(all)
                .containsEntry("assay:server:owner", "Sales")
                .containsEntry("assay:server:owner:known", "stated; ada; " + SomeRecords.AT)
                .containsEntry("assay:server:sub-processors", "none");
        assertThat(all.get("assay:server:unknown")).contains("lawful-basis");
    }

    @Test
    void everyReferenceLeadsToOnePart() throws Exception {
        var two = new ArrayList<ServerRecord>();
        two.add(SomeRecords.crm().record());
        two.add(served());
        var out = new ByteArrayOutputStream();
        try (var bom = new CycloneDx(out, CLOSURES)) {
            two.forEach(bom::server);
            bom.finish();
        }
        var document = new JsonMapper().readTree(out.toByteArray());

        assertThat(faults(document)).isEmpty();
        var refs = new ArrayList<String>();
        document.findValuesAsString("bom-ref").forEach(refs::add);
        assertThat(refs).doesNotHaveDuplicates();
        var places = new HashSet<>(refs);
        document.get("dependencies")
                .forEach(
                        each -> {
                            assertThat(places).contains(each.get("ref").asString());
                            each.path("dependsOn")
                                    .forEach(on -> assertThat(places).contains(on.asString()));
                        });
        assertThat(document.get("components")).hasSize(4);
        assertThat(document.at("/components/0/hashes/0/alg").asString()).isEqualTo("SHA-256");
    }

    private static ServerRecord served() {
        return SomeRecords.server("pkg:npm/other", Map.of())
                .with(
                        Subject.RELEASE,
                        "1.2.3",
                        Map.of(
                                Field.RELEASE_VERSION, SomeRecords.verified("1.2.3"),
                                Field.RELEASE_STATE, SomeRecords.verified("approved")))
                .record();
    }

    private static JsonNode alone(ServerRecord server) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var bom = new CycloneDx(out, CLOSURES)) {
            bom.server(server);
            bom.finish(server);
        }
        return new JsonMapper().readTree(out.toByteArray());
    }

    private static List<String> faults(JsonNode document) throws IOException {
        var bytes = document.toString().getBytes(StandardCharsets.UTF_8);
        return new JsonParser()
                .validate(bytes, Version.VERSION_16).stream().map(Throwable::getMessage).toList();
    }
}
