package dev.assay.registry.bom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;
import dev.assay.registry.register.SomeRecords;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.util.Map;

class OpenVexTest {

    @Test
    void saysThatNobodyAskedInsteadOfNotAffected() {
        var document = document(SomeRecords.crm().record());

        assertThat(document.at("/@context").asString()).isEqualTo("https://openvex.dev/ns/v0.2.0");
        assertThat(document.at("/statements/0/vulnerability/name").asString())
                .isEqualTo(OpenVex.NOT_ASKED);
        assertThat(document.at("/statements/0/status").asString()).isEqualTo("under_investigation");
        assertThat(document.at("/statements/0/products/0/@id").asString())
                .isEqualTo("pkg:npm/%40acme/crm-mcp@1.2.3");
        assertThat(document.toString()).doesNotContain("not_affected");
    }

    @Test
    void aWaiverIsARiskThatIsThereAndAccepted() {
        var server =
                SomeRecords.crm()
                        .with(
                                Subject.DECISION,
                                "w1",
                                Map.of(
                                        Field.DECISION_KIND, SomeRecords.verified("waiver"),
                                        Field.DECISION_RELEASE, SomeRecords.verified("1.2.3"),
                                        Field.DECISION_STATE, SomeRecords.verified("granted"),
                                        Field.DECISION_TARGET, SomeRecords.verified("finding f1"),
                                        Field.DECISION_REASON, SomeRecords.stated("needed"),
                                        Field.DECISION_CONTROL, SomeRecords.stated("no egress"),
                                        Field.DECISION_UNTIL,
                                                SomeRecords.verified("2027-01-01T00:00:00Z")))
                        .record();
        var statement = document(server).at("/statements/1");

        assertThat(statement.at("/status").asString()).isEqualTo("affected");
        assertThat(statement.at("/action_statement").asString())
                .isEqualTo("no egress Accepted until 2027-01-01T00:00:00Z.");
        assertThat(statement.at("/products/0/hashes/sha-256").asString()).hasSize(64);
    }

    @Test
    void aVulnerabilityOnRecordIsUnderInvestigationByItsName() {
        var statement =
                document(withVulnerabilities(SomeRecords.verified("CVE-2026-12345 in left-pad")))
                        .at("/statements/0");

        assertThat(statement.at("/vulnerability/name").asString()).isEqualTo("CVE-2026-12345");
        assertThat(statement.at("/status").asString()).isEqualTo("under_investigation");
    }

    @Test
    void aReleaseThatWasAskedAboutAndHasNoneMakesNoStatement() {
        assertThat(document(withVulnerabilities(SomeRecords.verified())).get("statements"))
                .isEmpty();
    }

    private static ServerRecord withVulnerabilities(Value vulnerabilities) {
        return SomeRecords.server(Map.of())
                .with(
                        Subject.RELEASE,
                        "1.2.3",
                        Map.of(
                                Field.RELEASE_VERSION, SomeRecords.verified("1.2.3"),
                                Field.RELEASE_STATE, SomeRecords.verified("approved"),
                                Field.RELEASE_VULNERABILITIES, vulnerabilities))
                .record();
    }

    private static JsonNode document(ServerRecord server) {
        var out = new ByteArrayOutputStream();
        var vex = new OpenVex(out, "Example Ltd");
        vex.server(server);
        vex.finish(SomeRecords.AT);
        return new JsonMapper().readTree(out.toByteArray());
    }
}
