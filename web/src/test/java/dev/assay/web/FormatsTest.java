package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.jayway.jsonpath.JsonPath;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.export.schedule.ScheduledExports;
import dev.assay.scanners.attestation.BomCheck;
import dev.assay.scanners.attestation.BomVerification;
import dev.assay.scanners.attestation.TrustedKeys;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Severity;

import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

/** Registers, bills of materials, the audit trail and evidence, as they leave the service. */
@RunningAssay
class FormatsTest {

    @TempDir static Path folder;

    @DynamicPropertySource
    static void schedules(DynamicPropertyRegistry properties) {
        properties.add("assay.exports.folder", folder::toString);
        properties.add("assay.exports.schedules[0].format", () -> "ropa-xlsx");
        properties.add("assay.exports.schedules[0].keep", () -> "2");
        properties.add("assay.exports.schedules[1].format", () -> "evidence-pack");
        properties.add("assay.exports.schedules[1].every", () -> "monthly");
        properties.add("assay.exports.schedules[1].parameters.server", () -> "nobody-has-this");
        properties.add("assay.organisation.name", () -> "Example Ltd");
    }

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ReleaseStore releases;
    @Autowired AuditTrail audit;
    @Autowired ScheduledExports scheduled;
    private Account auditor;

    @BeforeEach
    void somebody() {
        auditor = installation.account(Role.AUDITOR);
    }

    @Test
    void everyRegisterIsOfferedInEachForm() throws Exception {
        List<String> ids =
                JsonPath.read(
                        get200(auditor, "/api/v1/exports").getContentAsString(), "$.formats[*].id");

        for (var register :
                List.of("ropa", "transfers", "approvals", "findings", "waivers", "reviews-due")) {
            assertThat(ids).contains(register + "-csv", register + "-xlsx", register + "-json");
        }
        assertThat(ids)
                .contains(
                        "inventory-xlsx",
                        "inventory-jsonl",
                        "cyclonedx",
                        "openvex",
                        "audit-ocsf",
                        "audit-cef",
                        "evidence-pack");
    }

    @Test
    void aRegisterOfOneServerSaysWhatIsKnownAndWhatIsNot() throws Exception {
        var purl = approved();
        var csv = export("ropa-csv", purl).getContentAsString();

        assertThat(CSVFormat.RFC4180.parse(new StringReader(csv)).getRecords()).hasSize(2);
        assertThat(csv)
                .startsWith("\"workflow\",\"server\",\"package\"")
                .contains("to answer mail", "Example Ltd", "unknown (", "\"verified: ");
        assertThat(export("findings-json", purl).getContentAsString())
                .contains("\"schema\":\"assay-register/1\"");
    }

    @Test
    void aBillOfMaterialsHoldsTheClosure() throws Exception {
        var purl = approved();
        var document = new JsonMapper().readTree(export("cyclonedx", purl).getContentAsString());

        assertThat(document.at("/services/0/bom-ref").asString())
                .isEqualTo(purl.withVersion(null).toString());
        assertThat(document.at("/components").findValuesAsString("purl"))
                .contains(purl.toString(), "pkg:npm/zod@3.25.1");
        var pointers = document.at("/components").findValuesAsString("url");
        assertThat(pointers).anyMatch(each -> each.matches("urn:cdx:[0-9a-f-]{36}/1"));
        assertThat(export("openvex", purl).getContentAsString())
                .contains("under_investigation")
                .doesNotContain("not_affected");
    }

    @Test
    void evidenceIsWholeAndTheSameAgain() throws Exception {
        var purl = approved();
        audit.append("ada", "release.approved", purl.toString(), "fine");
        var first = export("evidence-pack", purl);
        var again = export("evidence-pack", purl);
        var files = files(first.getContentAsByteArray());

        assertThat(again.getContentAsByteArray()).isEqualTo(first.getContentAsByteArray());
        assertThat(files)
                .containsKeys("README.md", "record.json", "bom/cyclonedx.json", "SHA256SUMS");
        assertThat(files.keySet())
                .anyMatch(each -> each.matches("releases/1[.]0[.]0-[0-9a-f]{8}/findings[.]sarif"))
                .anyMatch(each -> each.endsWith("/decisions.json"));
        var bom =
                files.keySet().stream()
                        .filter(each -> each.endsWith("/bom.cdx.json"))
                        .findFirst()
                        .orElseThrow();
        var keys = TrustedKeys.read(files.get("attestation-keys.json"));
        assertThat(new BomCheck(keys).check(files.get(bom)))
                .isInstanceOfSatisfying(
                        BomVerification.Verified.class,
                        it -> {
                            assertThat(it.purl()).isEqualTo(purl.toString());
                            var serial = it.serialNumber().substring("urn:uuid:".length());
                            assertThat(
                                            new String(
                                                    files.get("bom/cyclonedx.json"),
                                                    StandardCharsets.UTF_8))
                                    .contains("urn:cdx:" + serial + "/1");
                        });
        var sums = new String(files.get("SHA256SUMS"), StandardCharsets.UTF_8);
        for (var line : sums.lines().toList()) {
            var path = line.substring(66);
            assertThat(Sha256.of(files.get(path)).hex()).as(path).isEqualTo(line.substring(0, 64));
        }
        assertThat(sums.lines().count()).isEqualTo(files.size() - 1);
        assertThat(new String(files.get("audit/events.jsonl"), StandardCharsets.UTF_8))
                .contains("release.approved", "\"hash\":");
    }

    @Test
    void evidenceIsForThoseWhoMayReadTheTrail() throws Exception {
        assertThat(
                        answer(installation.account(Role.REQUESTER), "evidence-pack", approved())
                                .getStatus())
                .isEqualTo(403);
        assertThat(answer(installation.account(Role.REQUESTER), "audit-ocsf", null).getStatus())
                .isEqualTo(403);
    }

    @Test
    void aServerThatIsNotOnRecordIsNamed() throws Exception {
        var answer = answer(auditor, "ropa-csv", Purl.npm("not-there-at-all", null));

        assertThat(answer.getStatus()).isBetween(400, 499);
        assertThat(answer.getContentAsString()).contains("no server on record is called so");
    }

    @Test
    void aScheduledExportIsAFileWithDateAndDigestAndAnEvent() throws Exception {
        approved();
        scheduled.run("ropa-xlsx-weekly");

        try (var files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .anyMatch(
                            each ->
                                    each.matches(
                                            "ropa-xlsx-weekly-\\d{4}-\\d\\d-\\d\\d-[0-9a-f]{12}[.]xlsx"));
        }
        assertThat(audit.of("export ropa-xlsx"))
                .extracting(AuditEvent::action)
                .contains("export.written");
        assertThat(
                        get200(installation.account(Role.ADMINISTRATOR), "/administration")
                                .getContentAsString())
                .contains(
                        "scheduled-export",
                        "writes Records of processing (ROPA), Excel weekly to ",
                        "last ropa-xlsx-weekly-",
                        "writes Evidence pack of a server monthly to ",
                        "nothing yet");
    }

    @Test
    void aScheduledExportThatFailsIsTold() {
        assertThatThrownBy(() -> scheduled.run("evidence-pack-monthly"))
                .hasMessageContaining("no server on record is called so");
        assertThat(audit.of("export evidence-pack"))
                .extracting(AuditEvent::action)
                .contains("export.failed");
    }

    private Purl approved() throws IOException {
        var purl = installation.somePackage();
        var requester = installation.account(Role.REQUESTER);
        var release =
                installation.release(
                        installation.inReview(
                                purl,
                                requester,
                                List.of("api.example.com"),
                                List.of(
                                        SomeFindings.destination(
                                                purl.toString(),
                                                "api.example.com",
                                                Severity.HIGH))));
        releases.approved(release.id(), Stage.PRODUCTION, Instant.parse("2030-01-01T00:00:00Z"));
        releases.move(
                release.id(),
                EnumSet.of(ReleaseState.IN_REVIEW),
                ReleaseState.APPROVED,
                "approved in a test");
        return purl;
    }

    private MockHttpServletResponse export(String format, Purl server) throws Exception {
        var answer = answer(auditor, format, server);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        return answer;
    }

    private MockHttpServletResponse answer(Account account, String format, Purl server)
            throws Exception {
        var request = get("/api/v1/exports/" + format);
        if (server != null) {
            request.param("server", server.withVersion(null).toString());
        }
        return mvc.perform(request.with(installation.as(account))).andReturn().getResponse();
    }

    private MockHttpServletResponse get200(Account account, String path) throws Exception {
        var answer =
                mvc.perform(get(path).with(installation.as(account))).andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer;
    }

    private static Map<String, byte[]> files(byte[] archive) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
