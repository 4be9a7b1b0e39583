package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.jayway.jsonpath.JsonPath;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.gate.Snapshots;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/** What leaves by {@code /api/v1/exports}, to whom, and what is recorded of it. */
@RunningAssay
class ExportsApiTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ReleaseStore releases;
    @Autowired Snapshots snapshots;
    @Autowired AuditTrail audit;

    @Test
    void listsWhatThereIsWithWhatEachCannotSay() throws Exception {
        var listed = answer(installation.account(Role.SECURITY), get("/api/v1/exports"));

        assertThat(listed.getStatus()).isEqualTo(200);
        List<String> ids = JsonPath.read(listed.getContentAsString(), "$.formats[*].id");
        assertThat(ids).contains("approved-releases").doesNotHaveDuplicates();
    }

    @Test
    void writesWhatIsApprovedForTheStageThatIsAskedFor() throws Exception {
        var production = approved(Stage.PRODUCTION);
        var pilot = approved(Stage.PILOT);
        var reader = installation.account(Role.AUDITOR);

        var strict = text(reader, get("/api/v1/exports/approved-releases"));
        var wider = text(reader, get("/api/v1/exports/approved-releases").param("stage", "pilot"));

        assertThat(strict).contains(production.toString()).doesNotContain(pilot.toString());
        assertThat(wider).contains(production.toString(), pilot.toString());
    }

    @Test
    void recordsWhatLeftWithItsDigestAndSendsNothingTwice() throws Exception {
        approved(Stage.PRODUCTION);
        var reader = installation.account(Role.SYSTEM_OWNER);

        var first = answer(reader, get("/api/v1/exports/approved-releases"));
        var tag = first.getHeader("ETag");
        var again =
                answer(
                        reader,
                        get("/api/v1/exports/approved-releases").header("If-None-Match", tag));

        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(again.getContentAsByteArray()).isEmpty();
        assertThat(audit.of("export approved-releases"))
                .filteredOn(event -> event.actor().equals(reader.login()))
                .singleElement()
                .satisfies(event -> assertThat(event.action()).isEqualTo("export.made"))
                .satisfies(event -> assertThat(event.detail()).contains(tag.replace("\"", "")));
    }

    @Test
    void refusesWhatNoFormatKnowsAndWhoMayNot() throws Exception {
        var reader = installation.account(Role.SECURITY);

        assertThat(answer(reader, get("/api/v1/exports/nonsense")).getStatus()).isEqualTo(404);
        var stage =
                answer(
                        reader,
                        get("/api/v1/exports/approved-releases").param("stage", "everywhere"));
        assertThat(stage.getStatus()).isEqualTo(422);
        assertThat(stage.getContentAsString()).contains("read-only");
        var other = answer(reader, get("/api/v1/exports/approved-releases").param("all", "yes"));
        assertThat(other.getStatus()).isEqualTo(422);
        assertThat(other.getContentAsString()).contains("takes no such parameter");
        assertThat(
                        answer(
                                        installation.account(Role.REQUESTER),
                                        get("/api/v1/exports/approved-releases"))
                                .getStatus())
                .isEqualTo(403);
    }

    private Purl approved(Stage stage) throws Exception {
        var purl = installation.somePackage();
        var review =
                installation.inReview(
                        purl, installation.account(Role.REQUESTER), List.of(), List.of());
        var release = review.releaseId();
        releases.move(
                release, EnumSet.of(ReleaseState.IN_REVIEW), ReleaseState.APPROVED, "approved");
        releases.approved(release, stage, Instant.parse("2040-01-01T00:00:00Z"));
        snapshots.refresh();
        return purl;
    }

    private String text(Account account, MockHttpServletRequestBuilder request) throws Exception {
        return answer(account, request).getContentAsString();
    }

    private MockHttpServletResponse answer(Account account, MockHttpServletRequestBuilder request)
            throws Exception {
        return mvc.perform(request.with(installation.as(account))).andReturn().getResponse();
    }
}
