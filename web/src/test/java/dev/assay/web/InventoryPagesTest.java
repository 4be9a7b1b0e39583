package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.server.Servers;
import dev.assay.registry.server.ServerRows;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import java.util.List;
import java.util.regex.Pattern;

/** The pages of the inventory and of a server, without a browser. */
@RunningAssay
class InventoryPagesTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ServerRows rows;

    private Account reader;
    private Account requester;
    private Purl purl;

    @BeforeEach
    void people() {
        reader = installation.account(Role.AUDITOR);
        requester = installation.account(Role.REQUESTER);
        purl = installation.somePackage();
    }

    @Test
    void theAddressHoldsTheWholeFilter() throws Exception {
        var owner = "Team & " + purl.name();
        server(owner);

        var page = page(get("/inventory").param("owner", owner).param("state", "in-review"));

        assertThat(page).contains(purl.packageName(), "1 of ", "/servers/" + Servers.id(purl));
        assertThat(page)
                .as("what takes the state away keeps the owner")
                .contains("owner=Team+%26+" + purl.name() + "\"");
        assertThat(page(get("/inventory").param("owner", owner).param("state", "approved")))
                .contains("No server is like that");
    }

    @Test
    void theTableForASpreadsheetComputesNothing() throws Exception {
        server("=HYPERLINK(\"http://evil.example\")");

        var answer = answer(get("/inventory/csv").param("q", purl.name()));

        assertThat(answer.getContentType()).startsWith("text/csv");
        assertThat(answer.getContentAsString())
                .startsWith("\"purl\",\"name\"")
                .contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\"")
                .contains("\"not run\"");
        assertThat(answer.getContentAsString().lines()).hasSize(2);
    }

    @Test
    void somebodysInventoryBeginsWithTheViewTheyChose() throws Exception {
        var saved =
                answer(
                        post("/inventory/views")
                                .param("name", "Late")
                                .param("filter", "overdue=yes")
                                .param("beginning", "yes"));
        assertThat(saved.getStatus()).isEqualTo(302);

        var begun = answer(get("/inventory"));
        assertThat(begun.getRedirectedUrl()).matches("/inventory\\?overdue=yes&view=[0-9a-f]{32}");
        assertThat(page(get("/inventory?all"))).contains("Late");
        var view = begun.getRedirectedUrl().substring(begun.getRedirectedUrl().length() - 32);
        assertThat(answer(post("/inventory/views/" + view + "/removal")).getStatus())
                .isEqualTo(302);
        assertThat(answer(get("/inventory")).getStatus()).isEqualTo(200);
    }

    @Test
    void aServerTellsWhatIsUnknownByItsName() throws Exception {
        server("Team Post");

        var page = page(get("/servers/" + Servers.id(purl)));

        assertThat(page)
                .contains(
                        "api.example.com",
                        "by Team Post",
                        "not found in the code",
                        "not run",
                        "not named",
                        "The gate was not asked for it",
                        "Not watched: none of its versions is approved");
        assertThat(page)
                .containsPattern(Pattern.compile("<svg class=\"timeline\".*aria-labelledby"));
        assertThat(answer(get("/servers/" + "0".repeat(32))).getStatus()).isEqualTo(404);
    }

    @Test
    void aSearchInTheClosureAnswersWithoutThePageAroundIt() throws Exception {
        server("Team Post");
        var address = "/servers/" + Servers.id(purl) + "/closure";

        var found = page(get(address).param("find", "zod"));
        assertThat(found).contains("1 of 1 packages", "3.25.1").doesNotContain("<html");
        assertThat(page(get(address).param("find", "<b>"))).contains("&lt;b&gt;");
        assertThat(answer(get(address).param("of", "0".repeat(32))).getStatus()).isEqualTo(404);
    }

    @Test
    void whatSomebodyElseWritesIsNoMarkup() throws Exception {
        server("<script>alert(1)</script>");

        for (var address : List.of("/inventory?q=" + purl.name(), "/servers/" + Servers.id(purl))) {
            assertThat(page(get(address))).as(address).doesNotContain("<script>alert");
        }
    }

    @Test
    void manyChangesKeepNobodyWaiting() throws Exception {
        for (var i = 0; i < 25; i++) {
            installation.inReview(
                    installation.somePackage(), requester, List.of("a.example.com"), List.of());
        }
        var waiting = rows.beforeSomebodyLooks();
        assertThat(waiting).isLessThanOrEqualTo(10);
        rows.beforeSomebodyLooks();
        assertThat(rows.beforeSomebodyLooks()).isZero();
    }

    private void server(String owner) throws Exception {
        installation.inReview(
                purl,
                requester,
                "to answer mail",
                owner,
                List.of("api.example.com"),
                List.of(
                        SomeFindings.destination(
                                purl.toString(), "us.i.posthog.com", Severity.HIGH)));
    }

    private String page(MockHttpServletRequestBuilder request) throws Exception {
        var answer = answer(request);
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(csrf()).with(installation.as(reader)))
                .andReturn()
                .getResponse();
    }
}
