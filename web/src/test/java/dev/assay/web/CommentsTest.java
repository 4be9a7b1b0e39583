package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Review;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/** Comments at lines, through the REST API. */
@RunningAssay
class CommentsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ReleaseStore releases;
    @Autowired AuditTrail audit;

    @Test
    void aCommentStaysAndIsOutdatedOnceTheSnapshotIsAnother() throws Exception {
        var review = open();
        var author = installation.account(Role.AUDITOR);

        var written = write(review, author, "Whose address is this?");
        assertThat(written.getStatus()).isEqualTo(201);
        var comment = comments(review, author).get(0);
        assertThat(comment.get("text").asString()).isEqualTo("Whose address is this?");
        assertThat(comment.get("author").asString()).isEqualTo(author.login());
        assertThat(comment.get("outdated").asBoolean()).isFalse();

        releases.vetted(review.releaseId(), null, Sha256.of(new byte[] {1}));
        assertThat(comments(review, author).get(0).get("outdated").asBoolean()).isTrue();
    }

    @Test
    void aCommentIsOnTheAuditTrail() throws Exception {
        var review = open();
        var author = installation.account(Role.SECURITY);
        write(review, author, "Looks like a test value.");

        assertThat(audit.of(installation.release(review).purl().toString()))
                .anyMatch(
                        event ->
                                event.action().equals("commented")
                                        && event.actor().equals(author.login())
                                        && event.detail().contains("lib/mail.js:28"));
    }

    @Test
    void anEmptyCommentIsRefused() throws Exception {
        assertThat(write(open(), installation.account(Role.SECURITY), "  ").getStatus())
                .isEqualTo(409);
    }

    @Test
    void codeThatWasNeverReadIsNamedAndNotEmpty() throws Exception {
        var review = open();
        var path = "/api/v1/releases/" + review.releaseId() + "/difference?file=index.js";
        var answer = mvc.perform(get(path).with(as(installation.account(Role.AUDITOR))));
        assertThat(answer.andReturn().getResponse().getStatus()).isEqualTo(409);
    }

    private Review open() throws Exception {
        var purl = installation.somePackage();
        return installation.inReview(
                purl,
                installation.account(Role.REQUESTER),
                List.of(),
                List.of(SomeFindings.destination(purl.toString(), "a.example", Severity.HIGH)));
    }

    private MockHttpServletResponse write(Review review, Account author, String text)
            throws Exception {
        var body =
                JSON.writeValueAsString(
                        Map.of(
                                "text", text,
                                "file", "lib/mail.js",
                                "line", 28,
                                "column", 1,
                                "function", "call",
                                "print", "p1",
                                "lineText", "Bcc: 'a@b.example',"));
        return mvc.perform(
                        post("/api/v1/releases/" + review.releaseId() + "/comments")
                                .contentType("application/json")
                                .content(body)
                                .with(as(author)))
                .andReturn()
                .getResponse();
    }

    private JsonNode comments(Review review, Account reader) throws Exception {
        var answer =
                mvc.perform(
                                get("/api/v1/releases/" + review.releaseId() + "/comments")
                                        .with(as(reader)))
                        .andReturn()
                        .getResponse();
        return JSON.readTree(answer.getContentAsString()).get("comments");
    }

    private static org.springframework.test.web.servlet.request.RequestPostProcessor as(
            Account account) {
        return httpBasic(account.login(), Installation.PASSWORD);
    }
}
