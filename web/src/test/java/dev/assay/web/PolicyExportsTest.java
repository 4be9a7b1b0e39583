package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Asked;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.registry.gate.Snapshots;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedMultiValueMap;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** What is exported is what people approved, read from the records of a running service. */
@RunningAssay
class PolicyExportsTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ReleaseStore releases;
    @Autowired ReviewStore reviews;
    @Autowired ToolStore tools;
    @Autowired ConsumerStore consumers;
    @Autowired GrantStore grants;
    @Autowired Snapshots snapshots;
    @Autowired TransactionTemplate transactions;

    @Test
    void aDestinationIsLetOutOnceItIsApprovedAndNotWhileItIsAskedFor() throws Exception {
        var reader = installation.account(Role.SYSTEM_OWNER);
        var review = approved("production", List.of("api.example.com"));
        var name = installation.release(review).purl().packageName();
        var wider =
                reviews.addRequest(
                        review.releaseId(),
                        installation.account(Role.REQUESTER).id(),
                        new Asked(
                                Stage.PRODUCTION,
                                List.of("wider.example.com"),
                                SomeAnswers.harmless("more", "Team Post")));
        reviews.openReview(wider, null);

        var exported = answer(reader, get("/api/v1/exports/squid").param("server", name));

        assertThat(exported.getContentAsString())
                .contains("dstdomain -n api.example.com")
                .doesNotContain("wider.example.com");
    }

    @Test
    void whatIsApprovedForAnEarlierStageIsNotExportedForALaterOne() throws Exception {
        var reader = installation.account(Role.AUDITOR);
        var review = approved("pilot", List.of("api.example.com"));
        var name = installation.release(review).purl().packageName();

        var production = answer(reader, get("/api/v1/exports/cilium").param("server", name));
        var pilot =
                answer(
                        reader,
                        get("/api/v1/exports/cilium")
                                .param("server", name)
                                .param("stage", "pilot"));

        assertThat(production.getStatus()).isEqualTo(422);
        assertThat(production.getContentAsString())
                .contains("nothing of that name is approved for production");
        assertThat(pilot.getContentAsString()).contains("api.example.com");
    }

    @Test
    void aToolIsForWhomItIsGrantedToAndAnUnconfirmedOneForNobody() throws Exception {
        var review = approved("production", List.of());
        var reader = installation.account(Role.SECURITY);
        var release = installation.release(review);
        var owner = installation.account(Role.REQUESTER);
        transactions.executeWithoutResult(
                status -> {
                    tools.put(entry(release.id(), "search", ToolClass.READ, reader.id()));
                    tools.put(entry(release.id(), "wipe", ToolClass.NEVER, reader.id()));
                    tools.put(entry(release.id(), "unseen", ToolClass.READ, null));
                    var consumer =
                            consumers.add(
                                    "bot " + release.id(),
                                    "answers mail",
                                    owner.id(),
                                    Stage.PRODUCTION,
                                    "bot-client",
                                    owner.id());
                    var grant =
                            grants.ask(
                                    new GrantStore.Wish(
                                            consumer,
                                            release.id(),
                                            release.purl(),
                                            "search",
                                            ToolClass.READ,
                                            Stage.PRODUCTION,
                                            owner.id(),
                                            "to answer",
                                            30,
                                            false));
                    grants.grant(grant.id(), reader.id(), 30);
                });

        var policy =
                new JsonMapper()
                        .readTree(
                                answer(
                                                reader,
                                                get("/api/v1/exports/tool-policy")
                                                        .param("server", release.purl().toString()))
                                        .getContentAsString());

        assertThat(policy.get("rules"))
                .extracting(
                        each ->
                                each.get("effect").asString()
                                        + " "
                                        + each.get("tool").asString()
                                        + " "
                                        + each.get("agent_role").asString())
                .containsExactly(
                        "allow search bot " + release.id(), "deny unseen *", "deny wipe *");
        assertThat(policy.get("rules").get(0).get("identity").asString()).isEqualTo("bot-client");

        var list =
                answer(
                        reader,
                        get("/api/v1/exports/copilot").param("server", release.purl().toString()));
        assertThat(list.getStatus()).isEqualTo(422);
        assertThat(list.getContentAsString())
                .contains("urn:problem-type:assay:cannot-be-said", "elsewhere=tools");
    }

    @Test
    void aReleaseThatWasRevokedIsDeniedByNameWhereTheFormatHasAWayToSaySo() throws Exception {
        var reader = installation.account(Role.SECURITY);
        var release = installation.release(approved("production", List.of()));
        releases.move(release.id(), EnumSet.of(ReleaseState.APPROVED), ReleaseState.REVOKED, "bad");
        snapshots.refresh();
        var parameters =
                new LinkedMultiValueMap<>(
                        Map.of(
                                "server", List.of(release.purl().packageName()),
                                "issuer", List.of("https://login.example.test/"),
                                "jwks", List.of("https://login.example.test/keys"),
                                "resource", List.of("https://tools.example.test/mcp"),
                                "elsewhere", List.of("approval,rates,constraints")));

        var gateway = answer(reader, get("/api/v1/exports/agentgateway").params(parameters));
        parameters.set("elsewhere", "approval,rates");
        parameters.remove("jwks");
        var route = answer(reader, get("/api/v1/exports/envoy-ai-gateway").params(parameters));

        assertThat(gateway.getContentAsString()).contains("deny: ", "mcp.tool.target in");
        assertThat(route.getContentAsString())
                .contains("assay.dev/state: revoked", release.purl().toString())
                .contains("defaultAction: Deny")
                .doesNotContain("Allow");
    }

    @Test
    void thePageOffersEveryFormatAndTellsWhyOneIsRefused() throws Exception {
        var review = approved("production", List.of("*.example.com"));
        var name = installation.release(review).purl().packageName();
        var reader = installation.account(Role.SECURITY);

        var page = answer(reader, get("/exports"));
        assertThat(page.getContentAsString())
                .contains("<h1>Exports</h1>", "action=\"/exports/squid\"", "/exports/toolhive-run");

        var refused =
                answer(reader, get("/exports/squid").param("server", name).param("stage", ""));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString())
                .contains("would let example.com itself pass too", "value=\"" + name + "\"");

        var written = answer(reader, get("/exports/istio").param("server", name));
        assertThat(written.getStatus()).isEqualTo(200);
        assertThat(written.getHeader("Content-Disposition")).contains("assay-istio.yaml");
        assertThat(answer(installation.account(Role.REQUESTER), get("/exports")).getStatus())
                .isEqualTo(403);
    }

    private static ToolEntry entry(Id release, String name, ToolClass toolClass, Id by) {
        return new ToolEntry(
                Id.random(),
                release,
                name,
                Sha256.of(name.getBytes(StandardCharsets.UTF_8)),
                "{}",
                toolClass,
                toolClass,
                toolClass == ToolClass.NEVER,
                new ToolTerms(List.of(), "", List.of(), ApprovalMode.NONE, new RateLimit(60, 60)),
                null,
                by,
                by == null ? null : Instant.parse("2026-01-01T00:00:00Z"),
                null,
                null);
    }

    private Review approved(String stage, List<String> domains) throws Exception {
        var review =
                installation.inReview(
                        installation.somePackage(),
                        installation.account(Role.REQUESTER),
                        domains,
                        List.of());
        var reviewer = installation.account(Role.SECURITY);
        var decided =
                mvc.perform(
                                post("/api/v1/releases/" + review.releaseId() + "/decisions")
                                        .with(httpBasic(reviewer.login(), Installation.PASSWORD))
                                        .contentType("application/json")
                                        .content(
                                                new JsonMapper()
                                                        .writeValueAsString(
                                                                Map.of(
                                                                        "kind",
                                                                        "approve",
                                                                        "reason",
                                                                        "looked at it",
                                                                        "review",
                                                                        review.id().value(),
                                                                        "snapshot",
                                                                        String.valueOf(
                                                                                review
                                                                                        .snapshotSha256()),
                                                                        "stage",
                                                                        stage))))
                        .andReturn()
                        .getResponse();
        assertThat(decided.getStatus()).as(decided.getContentAsString()).isEqualTo(201);
        snapshots.refresh();
        return review;
    }

    private MockHttpServletResponse answer(Account account, MockHttpServletRequestBuilder request)
            throws Exception {
        return mvc.perform(request.with(installation.as(account))).andReturn().getResponse();
    }
}
