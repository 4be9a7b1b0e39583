package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.fetchlog.AddressClass;
import dev.assay.inventory.fetchlog.Fetch;
import dev.assay.inventory.fetchlog.FetchLog;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Review;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Deciding, through the page and through the REST API. */
@RunningAssay
class DecisionsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired FetchLog fetches;

    @Test
    void aReviewerApprovesOnThePage() throws Exception {
        var review = open(installation.account(Role.REQUESTER));
        var answer = decide(review, installation.account(Role.SECURITY), "APPROVE", "looked at it");
        assertThat(answer.getRedirectedUrl()).isEqualTo("/releases/" + review.releaseId());
        assertThat(installation.release(review).state()).isEqualTo(ReleaseState.APPROVED);
    }

    @Test
    void nobodyApprovesTheirOwnOnThePageAndNothingTheyWroteIsLost() throws Exception {
        var both = installation.account(Role.REQUESTER, Role.SECURITY);
        var review = open(both);
        var answer = decide(review, both, "APPROVE", "I trust myself <b>fully</b>");
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentAsString())
                .contains("Nobody approves their own request")
                .contains("I trust myself &lt;b&gt;fully&lt;/b&gt;");
        assertThat(installation.release(review).state()).isEqualTo(ReleaseState.IN_REVIEW);
    }

    @Test
    void nobodyApprovesTheirOwnThroughRest() throws Exception {
        var both = installation.account(Role.REQUESTER, Role.SECURITY);
        var review = open(both);
        var answer = decideByRest(review, both, "approve", "looked at it");
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        var problem = read(answer);
        assertThat(problem.get("detail").asString()).contains("nobody approves their own request");
        assertThat(problem.has("next")).isTrue();
        assertThat(installation.release(review).state()).isEqualTo(ReleaseState.IN_REVIEW);
    }

    @Test
    void aReleaseIsApprovedSuspendedAndLiftedByTwoThroughRest() throws Exception {
        var review = open(installation.account(Role.REQUESTER));
        var one = installation.account(Role.SECURITY);
        var other = installation.account(Role.SYSTEM_OWNER);

        assertThat(decideByRest(review, one, "approve", "looked at it").getStatus()).isEqualTo(201);
        assertThat(decideByRest(review, one, "suspend", "odd traffic").getStatus()).isEqualTo(201);
        var first = decideByRest(review, one, "lift", "it was ours");
        assertThat(first.getStatus()).isEqualTo(202);
        assertThat(read(first).get("text").asString()).contains("another reviewer");
        assertThat(decideByRest(review, one, "lift", "really").getStatus()).isEqualTo(409);
        assertThat(decideByRest(review, other, "lift", "agreed").getStatus()).isEqualTo(201);
        assertThat(installation.release(review).state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(decideByRest(review, other, "revoke", "not needed").getStatus()).isEqualTo(201);
        assertThat(installation.release(review).state()).isEqualTo(ReleaseState.REVOKED);
    }

    @Test
    void whoeverRevokesIsToldAtOnceEachFetchThatTheGateAllowed() throws Exception {
        var review = open(installation.account(Role.REQUESTER));
        var reviewer = installation.account(Role.SECURITY);
        var release = installation.release(review);
        assertThat(decideByRest(review, reviewer, "approve", "fine").getStatus()).isEqualTo(201);
        var fetch =
                new Fetch(
                        Instant.parse("2026-02-03T12:00:00.000001Z"),
                        FetchCount.ANONYMOUS,
                        Stage.PRODUCTION,
                        release.id(),
                        release.purl(),
                        Sha256.of(new byte[] {1}),
                        AddressClass.PRIVATE,
                        Fetch.Outcome.SERVED);
        assertThat(fetches.offer(fetch)).isTrue();
        assertThat(fetches.offer(fetch)).isTrue();

        var reach = read(decideByRest(review, reviewer, "revoke", "stolen")).get("reach");

        assertThat(reach.get("complete").asBoolean()).isTrue();
        assertThat(reach.get("total").asInt()).isEqualTo(2);
        assertThat(reach.at("/fetches/0/caller").asString()).isEqualTo("anonymous");
        assertThat(reach.at("/fetches/0/sequence").asLong())
                .isEqualTo(reach.at("/fetches/1/sequence").asLong() + 1);
        assertThat(reach.at("/callers/0/times").asInt()).isEqualTo(2);
        assertThat(reach.get("systems").isArray()).isTrue();
        var later =
                mvc.perform(
                                get("/api/v1/releases/" + release.id() + "/fetches")
                                        .param("skip", "1")
                                        .with(httpBasic(reviewer.login(), Installation.PASSWORD)))
                        .andReturn()
                        .getResponse();
        assertThat(read(later).get("fetches")).hasSize(1);
        assertThat(read(later).get("total").asInt()).isEqualTo(2);
    }

    @Test
    void anApprovalOfSomethingElseThanWhatIsThereNowIsRefused() throws Exception {
        var review = open(installation.account(Role.REQUESTER));
        var answer =
                send(
                        review,
                        installation.account(Role.SECURITY),
                        Map.of(
                                "kind", "approve",
                                "reason", "seen yesterday",
                                "review", review.id().value(),
                                "snapshot", "0".repeat(64),
                                "stage", "production"));
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(read(answer).get("detail").asString()).contains("has changed meanwhile");
    }

    @Test
    void anUnknownWordIsAnsweredWithTheKnownOnes() throws Exception {
        var review = open(installation.account(Role.REQUESTER));
        var answer =
                send(
                        review,
                        installation.account(Role.SECURITY),
                        Map.of("kind", "bless", "reason", "x"));
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(read(answer).get("next").asString()).contains("approve, reject, suspend");
    }

    @Test
    void theDeltaOfAReviewIsTheDocumentOfTheCommandLine() throws Exception {
        var review = open(installation.account(Role.REQUESTER));
        var answer =
                mvc.perform(
                                get("/api/v1/releases/" + review.releaseId() + "/delta")
                                        .with(installation.as(installation.account(Role.AUDITOR))))
                        .andReturn()
                        .getResponse();
        assertThat(answer.getContentType()).isEqualTo("application/json");
        var delta = read(answer);
        assertThat(delta.get("schema").asString()).isEqualTo("assay-delta/1");
        assertThat(delta.at("/findings/0/kind").asString()).isEqualTo("outbound-domain");
        assertThat(delta.at("/findings/0/evidence/0/line").asInt()).isEqualTo(412);
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() throws Exception {
        var review = open(installation.account(Role.REQUESTER));
        var answer =
                mvc.perform(
                                post("/releases/" + review.releaseId() + "/decisions")
                                        .with(installation.as(installation.account(Role.SECURITY)))
                                        .param("kind", "REJECT")
                                        .param("review", review.id().value())
                                        .param("reason", "forged"))
                        .andReturn()
                        .getResponse();
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(installation.release(review).state()).isEqualTo(ReleaseState.IN_REVIEW);
    }

    @Test
    void theRestApiTakesNothingThatAFormOfAnotherSiteCouldSend() throws Exception {
        var review = open(installation.account(Role.REQUESTER));
        for (var type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            var answer =
                    mvc.perform(
                                    post("/api/v1/releases/" + review.releaseId() + "/decisions")
                                            .with(
                                                    httpBasic(
                                                            installation
                                                                    .account(Role.SECURITY)
                                                                    .login(),
                                                            Installation.PASSWORD))
                                            .contentType(type)
                                            .content("{\"kind\":\"reject\",\"reason\":\"forged\"}"))
                            .andReturn()
                            .getResponse();
            assertThat(answer.getStatus()).as(type).isEqualTo(415);
        }
    }

    private Review open(Account requester) throws Exception {
        var purl = installation.somePackage();
        return installation.inReview(
                purl,
                requester,
                List.of("api.mail.example"),
                List.of(
                        SomeFindings.destination(
                                purl.toString(), "us.i.posthog.com", Severity.HIGH)));
    }

    private MockHttpServletResponse decide(Review review, Account actor, String kind, String reason)
            throws Exception {
        return mvc.perform(
                        post("/releases/" + review.releaseId() + "/decisions")
                                .with(csrf())
                                .with(installation.as(actor))
                                .param("kind", kind)
                                .param("review", review.id().value())
                                .param("snapshot", String.valueOf(review.snapshotSha256()))
                                .param("stage", "PRODUCTION")
                                .param("reason", reason))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse decideByRest(
            Review review, Account actor, String kind, String reason) throws Exception {
        return send(
                review,
                actor,
                Map.of(
                        "kind",
                        kind,
                        "reason",
                        reason,
                        "review",
                        review.id().value(),
                        "snapshot",
                        String.valueOf(review.snapshotSha256()),
                        "stage",
                        "production"));
    }

    private MockHttpServletResponse send(Review review, Account actor, Map<String, String> body)
            throws Exception {
        return mvc.perform(
                        post("/api/v1/releases/" + review.releaseId() + "/decisions")
                                .with(httpBasic(actor.login(), Installation.PASSWORD))
                                .contentType("application/json")
                                .content(JSON.writeValueAsString(body)))
                .andReturn()
                .getResponse();
    }

    private static JsonNode read(MockHttpServletResponse answer) throws Exception {
        return JSON.readTree(answer.getContentAsString());
    }
}
