package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.task.CredentialStore;
import dev.assay.registry.policy.Policies;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A server on one page to print. With {@code -Dsheet.keep} the page is kept to be looked at. */
@RunningAssay
class SheetTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired CredentialStore credentials;
    @Autowired Policies policies;
    @Autowired TransactionTemplate transactions;

    private Account requester;
    private Account reviewer;
    private Purl purl;
    private Review review;

    @BeforeEach
    void anApprovedServer() throws Exception {
        requester = installation.account(Role.REQUESTER);
        reviewer = installation.account(Role.SECURITY);
        purl = installation.somePackage();
        review = installation.inReview(purl, requester, List.of("api.example.com"), List.of());
        transactions.executeWithoutResult(
                status ->
                        credentials.add(
                                purl.withVersion(null),
                                "API key",
                                "vault: mail/api-key",
                                reviewer.id(),
                                LocalDate.parse("2026-02-03")));
        approve();
    }

    @Test
    void tellsThePolicyTheDecisionsTheirConditionsAndTheDates() throws Exception {
        var sheet = sheet(reviewer, purl).getContentAsString();

        assertThat(sheet)
                .contains(
                        policies.inForce().digest().hex().substring(0, 16),
                        "Who decided what",
                        "looked at it",
                        "If:</strong> only from the office",
                        "vault: mail/api-key",
                        "made on 2026-02-03",
                        "First approval ends",
                        "not known: nobody has said")
                .contains("<th scope=\"row\">" + purl.exactVersion())
                .doesNotContain("()</td>");
        if (Boolean.getBoolean("sheet.keep")) {
            Files.writeString(Path.of("target/sheet.html"), sheet);
        }
    }

    @Test
    void keepsThePlacesOfSecretsFromThoseWhoMayNotSeeThem() throws Exception {
        assertThat(sheet(requester, purl).getContentAsString())
                .contains("looked at it", "none on record that you may see")
                .doesNotContain("vault: mail/api-key");
    }

    @Test
    void isLinkedFromTheServersPageAndThereForServersAlone() throws Exception {
        var server = get("/servers/" + Servers.id(purl)).with(installation.as(requester));
        assertThat(mvc.perform(server).andReturn().getResponse().getContentAsString())
                .contains("/servers/" + Servers.id(purl) + "/sheet");

        assertThat(sheet(requester, Purl.npm("nobody-knows-it", "1.0.0")).getStatus())
                .isEqualTo(404);
    }

    private MockHttpServletResponse sheet(Account reader, Purl of) throws Exception {
        return mvc.perform(
                        get("/servers/" + Servers.id(of) + "/sheet").with(installation.as(reader)))
                .andReturn()
                .getResponse();
    }

    private void approve() throws Exception {
        var ballot =
                Map.of(
                        "kind",
                        "approve",
                        "reason",
                        "looked at it",
                        "review",
                        review.id().value(),
                        "snapshot",
                        String.valueOf(review.snapshotSha256()),
                        "stage",
                        "pilot",
                        "conditions",
                        List.of("only from the office"));
        var decided =
                mvc.perform(
                                post("/api/v1/releases/" + review.releaseId() + "/decisions")
                                        .with(installation.as(reviewer))
                                        .contentType("application/json")
                                        .content(new JsonMapper().writeValueAsString(ballot)))
                        .andReturn()
                        .getResponse();
        assertThat(decided.getStatus()).as(decided.getContentAsString()).isEqualTo(201);
    }
}
