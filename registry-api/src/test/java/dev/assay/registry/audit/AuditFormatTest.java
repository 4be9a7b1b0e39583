package dev.assay.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditHash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;

class AuditFormatTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123456Z");
    private static final String RELEASE = "pkg:npm/%40scope/mail@1.2.3";

    @Test
    void aChangeIsEntityManagement() {
        var event = ocsf(event("release.approved", RELEASE, "until March"));

        assertThat(event.at("/class_uid").asInt()).isEqualTo(3004);
        assertThat(event.at("/category_uid").asInt()).isEqualTo(3);
        assertThat(event.at("/type_uid").asInt()).isEqualTo(300408);
        assertThat(event.at("/activity_name").asString()).isEqualTo("Enable");
        assertThat(event.at("/metadata/version").asString()).isEqualTo("1.8.0");
        assertThat(event.at("/time").asLong()).isEqualTo(AT.toEpochMilli());
        assertThat(event.at("/entity/name").asString()).isEqualTo("pkg:npm/%40scope/mail");
        assertThat(event.at("/entity/version").asString()).isEqualTo("1.2.3");
        assertThat(event.at("/comment").asString()).isEqualTo("until March");
        assertThat(event.at("/status").asString()).isEqualTo("Success");
    }

    @Test
    void aCallIsApiActivityWithWhatItsClassRequires() {
        var event =
                ocsf(event("gate.fetch-of-revoked-refused", RELEASE, "no; asked for by 10.0.0.7"));

        assertThat(event.at("/class_uid").asInt()).isEqualTo(6003);
        assertThat(event.at("/type_uid").asInt()).isEqualTo(600302);
        assertThat(event.at("/api/operation").asString())
                .isEqualTo("gate.fetch-of-revoked-refused");
        assertThat(event.at("/src_endpoint/ip").asString()).isEqualTo("10.0.0.7");
        assertThat(event.at("/status").asString()).isEqualTo("Failure");
        assertThat(event.has("entity")).isFalse();

        assertThat(ocsf(event("page.read", "/audit", "")).at("/src_endpoint/name").asString())
                .isEqualTo("not on the audit trail");
    }

    @Test
    void everyOcsfEventCarriesWhatItsClassRequires() {
        for (var action :
                List.of("release.revoked", "account.created", "policy.loaded", "access.denied")) {
            var event = ocsf(event(action, "somebody", "why"));
            for (var required :
                    List.of(
                            "activity_id",
                            "category_uid",
                            "class_uid",
                            "type_uid",
                            "time",
                            "severity_id",
                            "metadata")) {
                assertThat(event.has(required)).as("%s of %s", required, action).isTrue();
            }
            assertThat(event.at("/metadata/product/name").asString()).isEqualTo("Assay");
            assertThat(event.has("entity") || event.has("api") && event.has("src_endpoint"))
                    .as(action)
                    .isTrue();
        }
    }

    @Test
    void theChainCanBeFollowedInOcsf() {
        var event = event("waiver.granted", RELEASE, "a \"quoted\"\nline");
        var document = ocsf(event);
        var raw = JSON.readTree(document.get("raw_data").asString());

        assertThat(
                        AuditHash.of(
                                raw.get("previous").asString(),
                                Instant.parse(raw.get("at").asString()),
                                raw.get("actor").asString(),
                                raw.get("action").asString(),
                                raw.get("subject").asString(),
                                raw.get("detail").asString()))
                .isEqualTo(
                        document.at("/unmapped/attestation_list/0/fingerprint/value").asString());
        assertThat(
                        document.at("/unmapped/attestation_list/0/prev_event/fingerprint/value")
                                .asString())
                .isEqualTo(event.previous());
    }

    @Test
    void cefEscapesWhatWouldBeginAnotherFieldOrLine() {
        var line =
                line(
                        AuditFormat.CEF,
                        event("odd|act\\ion", "a|b=c\\d", "first=1\nsecond\r\u2028third\u0000"));

        assertThat(line)
                .startsWith(
                        "CEF:0|Assay|Assay|0.1.0|odd\\|act\\\\ion|odd\\|act\\\\ion a\\|b=c\\\\d|")
                .contains(" cs1Label=subject cs1=a|b\\=c\\\\d ")
                .endsWith(" msg=first\\=1\\nsecond\\r third \n");
        assertThat(line.chars().filter(each -> each == '\n')).hasSize(1);
    }

    @Test
    void cefLeavesOutWhatIsEmptyAndCutsWhatHasNoRoom() {
        assertThat(line(AuditFormat.CEF, event("release.vetted", RELEASE, "")))
                .doesNotContain("msg=");
        assertThat(line(AuditFormat.CEF, event("release.vetted", RELEASE, "x".repeat(5000))))
                .endsWith("msg=" + "x".repeat(1022) + "…\n");
    }

    @ParameterizedTest
    @CsvSource({
        "audit.broken,10",
        "release.vetting-failed,8",
        "access.denied,6",
        "release.break-glass,6",
        "release.approved,2"
    })
    void cefSaysHowMuchItMatters(String action, int severity) {
        assertThat(line(AuditFormat.CEF, event(action, RELEASE, "")))
                .contains("|" + severity + "|rt=");
    }

    @ParameterizedTest
    @EnumSource(names = {"JSONL", "OCSF", "CEF"})
    void hostileTextStaysInItsLine(AuditFormat format) {
        var text = "a\r\nb\u0085c\u2028d\u000be|f=g\\";

        assertThat(line(format, event("comment.made", text, text)).lines()).hasSize(1);
    }

    private static String line(AuditFormat format, AuditEvent event) {
        return format.line(event, event);
    }

    private static JsonNode ocsf(AuditEvent event) {
        return JSON.readTree(line(AuditFormat.OCSF, event));
    }

    private static AuditEvent event(String action, String subject, String detail) {
        var previous = "ab".repeat(32);
        return new AuditEvent(
                7,
                AT,
                "ada",
                action,
                subject,
                detail,
                previous,
                AuditHash.of(previous, AT, "ada", action, subject, detail));
    }
}
