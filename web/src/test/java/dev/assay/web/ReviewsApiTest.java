package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Review;
import dev.assay.registry.policy.RuleSet;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/** Requests, votes and exceptions through the REST API: all that the pages can do. */
@RunningAssay
class ReviewsApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;

    @Test
    void theQuestionsAreToldWithWhatTheyNeed() throws Exception {
        var questions =
                read(get(installation.account(Role.AUDITOR), "/api/v1/questions")).get("questions");

        assertThat(questions.size()).isEqualTo(17);
        assertThat(questions.get(0).get("key").asString()).isEqualTo("purpose");
        assertThat(questions.findValuesAsString("kind"))
                .contains("line", "text", "choice", "yes-no");
    }

    @Test
    void whatIsMissingIsNamedByItsField() throws Exception {
        var answer =
                send(
                        installation.account(Role.REQUESTER),
                        HttpMethod.POST,
                        "/api/v1/requests",
                        Map.of(
                                "purl",
                                "npm:left-pad@1.0.0",
                                "answers",
                                Map.of("purpose", "padding", "sends-outside", true)));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(read(answer).get("problems").findValuesAsString("field"))
                .contains("owner", "data-subjects", "sends-outside-text")
                .doesNotContain("purpose", "lawful-basis");
    }

    @Test
    void aDraftIsKeptForItsWriterAlone() throws Exception {
        var writer = installation.account(Role.REQUESTER);
        var half = Map.of("purl", "npm:left-p", "answers", Map.of("owner", "us"));
        var made = send(writer, HttpMethod.POST, "/api/v1/drafts", half);
        assertThat(made.getStatus()).isEqualTo(201);
        var path = "/api/v1/drafts/" + read(made).get("id").asString();

        assertThat(read(get(writer, path)).at("/answers/owner/text").asString()).isEqualTo("us");
        assertThat(get(installation.account(Role.REQUESTER), path).getStatus()).isEqualTo(404);
        assertThat(send(writer, HttpMethod.DELETE, path, Map.of()).getStatus()).isEqualTo(204);
        assertThat(get(writer, path).getStatus()).isEqualTo(404);
    }

    @Test
    void aRaisedTierTakesTwoVotesAndTellsWhoseAreMissing() throws Exception {
        var review = open();
        var sam = installation.account(Role.SECURITY);
        var path = "/api/v1/reviews/" + review.id();
        var raised =
                send(
                        sam,
                        HttpMethod.PUT,
                        path + "/tier",
                        Map.of("tier", "medium", "reason", "it smells"));
        assertThat(read(raised).at("/standing/needed").size()).isEqualTo(2);

        var first = decide(review, sam, Map.of("kind", "approve", "days", 30));
        assertThat(first.getStatus()).isEqualTo(202);
        assertThat(read(first).get("text").asString()).contains("1 data-protection");
        assertThat(read(first).at("/vote/role").asString()).isEqualTo("security");
        var second =
                decide(
                        review,
                        installation.account(Role.DATA_PROTECTION),
                        Map.of("kind", "approve", "conditions", List.of("watched")));

        assertThat(second.getStatus()).isEqualTo(201);
        assertThat(read(second).at("/decision/conditions/0").asString()).isEqualTo("watched");
        assertThat(installation.release(review).state()).isEqualTo(ReleaseState.APPROVED);
    }

    @Test
    void aRejectionStandsInTheRequestWithWhatToDoInstead() throws Exception {
        var review = open();
        decide(
                review,
                installation.account(Role.SECURITY),
                Map.of("kind", "reject", "suggestion", "ask for 2.0.0"));

        var request =
                read(
                        get(
                                installation.account(Role.AUDITOR),
                                "/api/v1/requests/" + review.requestId()));
        assertThat(request.get("state").asString()).isEqualTo("declined");
        assertThat(request.at("/declined/suggestion").asString()).isEqualTo("ask for 2.0.0");
    }

    @Test
    void aReviewSaysWhatEveryRuleOfThePolicySays() throws Exception {
        var review = open();

        var rules =
                read(get(installation.account(Role.AUDITOR), "/api/v1/reviews/" + review.id()))
                        .get("rules");
        assertThat(rules).hasSize(RuleSet.builtIn().rules().size());
        assertThat(rules.findValuesAsString("outcome")).contains("holds");
    }

    @Test
    void breakGlassIsListedAsOwedUntilSomebodyElseHasLookedAtIt() throws Exception {
        var review = open();
        var sam = installation.account(Role.SECURITY);
        var opened = decide(review, sam, Map.of("kind", "break-glass", "hours", 2));
        assertThat(opened.getStatus()).isEqualTo(201);
        var glass = read(get(sam, "/api/v1/break-glass")).get("breakGlass").get(0);
        assertThat(glass.get("owed").asBoolean()).isTrue();
        var path = "/api/v1/break-glass/" + glass.get("id").asString() + "/post-review";

        assertThat(send(sam, HttpMethod.POST, path, Map.of("text", "I was right")).getStatus())
                .isEqualTo(409);
        var closed =
                send(
                        installation.account(Role.SYSTEM_OWNER),
                        HttpMethod.POST,
                        path,
                        Map.of("text", "it was needed"));
        assertThat(read(closed).get("owed").asBoolean()).isFalse();
    }

    private Review open() throws Exception {
        return installation.inReview(
                installation.somePackage(),
                installation.account(Role.REQUESTER),
                List.of("api.mail.example"),
                List.of());
    }

    private MockHttpServletResponse decide(Review review, Account actor, Map<String, Object> said)
            throws Exception {
        var body = new java.util.HashMap<String, Object>(said);
        body.put("reason", "looked at it");
        body.put("review", review.id().value());
        body.put("snapshot", String.valueOf(review.snapshotSha256()));
        body.put("stage", "production");
        return send(
                actor,
                HttpMethod.POST,
                "/api/v1/releases/" + review.releaseId() + "/decisions",
                body);
    }

    private MockHttpServletResponse get(Account account, String path) throws Exception {
        return send(account, HttpMethod.GET, path, Map.of());
    }

    private MockHttpServletResponse send(
            Account account, HttpMethod method, String path, Map<String, ?> body) throws Exception {
        return mvc.perform(
                        request(method, path)
                                .with(httpBasic(account.login(), Installation.PASSWORD))
                                .contentType("application/json")
                                .content(JSON.writeValueAsString(body)))
                .andReturn()
                .getResponse();
    }

    private static JsonNode read(MockHttpServletResponse answer) throws Exception {
        return JSON.readTree(answer.getContentAsString());
    }
}
