package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.jayway.jsonpath.JsonPath;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.server.Servers;
import dev.assay.registry.record.Statements;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

/** Assessments over the REST API, from the first snapshot to the advice and the pack. */
@RunningAssay
class DpiasApiTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired AuditTrail audit;
    @Autowired Statements statements;

    private Account dora;
    private Account sam;
    private Purl mail;
    private Purl desk;

    @BeforeEach
    void twoServers() throws Exception {
        dora = installation.account(Role.DATA_PROTECTION);
        sam = installation.account(Role.SECURITY);
        var requester = installation.account(Role.REQUESTER);
        mail = installation.somePackage();
        desk = installation.somePackage();
        installation.inReview(mail, requester, List.of("api.example.com"), List.of());
        installation.inReview(desk, requester, List.of(), List.of());
    }

    @Test
    void oneAssessmentIsAboutSeveralServersAndASectionIsConfirmedByName() throws Exception {
        var id = begin(mail, desk);
        var one = text(dora, get("/api/v1/dpias/" + id));
        List<String> servers = JsonPath.read(one, "$.snapshot.servers[*].purl");
        assertThat(servers).containsExactlyInAnyOrder(bare(mail), bare(desk));

        var sha = digest(one, "scope");
        assertThat(confirm(dora, id, "scope", sha).getStatus()).isEqualTo(409);

        answer(
                id,
                Map.of(
                        "scope.volume",
                        "100 a day",
                        "scope.retention",
                        "none",
                        "scope.people",
                        "5"));
        one = text(dora, get("/api/v1/dpias/" + id));
        assertThat(confirm(dora, id, "scope", sha).getContentAsString())
                .contains("changed since you read it");
        assertThat(confirm(dora, id, "scope", digest(one, "scope")).getStatus()).isEqualTo(200);
        one = text(dora, get("/api/v1/dpias/" + id));
        assertThat(state(one, "scope")).isEqualTo("holds");

        answer(id, Map.of("scope.people", "5000"));
        assertThat(state(text(dora, get("/api/v1/dpias/" + id)), "scope")).isEqualTo("lapsed");
        assertThat(text(dora, get("/api/v1/dpias/" + id + "/history")))
                .contains("confirmed scope", "answered scope.people: 5000", dora.displayName());
    }

    @Test
    void adviceIsTheDposAndOverruledBySomebodyElseWithAReason() throws Exception {
        var id = begin(mail);
        var content =
                JsonPath.<String>read(text(dora, get("/api/v1/dpias/" + id)), "$.contentSha256");

        assertThat(conclude(sam, id, "dpo-advice", "may proceed", "", content).getStatus())
                .isEqualTo(409);
        assertThat(conclude(dora, id, "dpo-answer", "accepted", "", content).getContentAsString())
                .contains("no advice yet");
        assertThat(conclude(dora, id, "dpo-advice", "may not proceed", "no", content).getStatus())
                .isEqualTo(200);
        assertThat(conclude(dora, id, "dpo-answer", "accepted", "", content).getStatus())
                .isEqualTo(409);
        assertThat(conclude(sam, id, "dpo-answer", "overruled", " ", content).getContentAsString())
                .contains("without a reason");
        assertThat(conclude(sam, id, "dpo-answer", "overruled", "it is small", content).getStatus())
                .isEqualTo(200);
    }

    @Test
    void whatChangesAboutAServerMakesItDueForReviewUntilItIsTakenUp() throws Exception {
        var id = begin(mail);
        assertThat(changes(id)).isEmpty();

        statements.state(
                sam,
                Servers.id(mail),
                new Statements.Word(Field.SERVER_SUBPROCESSORS, "", List.of("Cloud Ltd")),
                "their list says so");
        assertThat(changes(id)).singleElement().asString().contains("Sub-processors", "Cloud Ltd");

        var taken = send(dora, post("/api/v1/dpias/" + id + "/snapshots"), Map.of());
        assertThat(taken.getStatus()).as(taken.getContentAsString()).isEqualTo(200);
        assertThat(changes(id)).isEmpty();
        var again = send(dora, post("/api/v1/dpias/" + id + "/snapshots"), Map.of());
        assertThat(again.getStatus()).isEqualTo(409);
    }

    @Test
    void oneCallGivesThePack() throws Exception {
        var pack =
                call(
                        dora,
                        get("/api/v1/exports/dpia-pack")
                                .param("server", bare(mail) + "," + bare(desk)));

        assertThat(pack.getStatus()).as(pack.getContentAsString()).isEqualTo(200);
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(pack.getContentAsByteArray()))) {
            for (var each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                names.add(each.getName());
            }
        }
        assertThat(names)
                .contains("dpia.docx", "dpia.pdf", "dpia.xlsx", "dpia.json", "pia-import.json");
        assertThat(call(dora, get("/api/v1/exports/data-protection-workbook")).getStatus())
                .isEqualTo(200);
        assertThat(
                        call(
                                        dora,
                                        get("/api/v1/exports/dpia-pack")
                                                .param("server", "no-such-server"))
                                .getStatus())
                .isEqualTo(422);
        assertThat(
                        call(
                                        installation.account(Role.REQUESTER),
                                        get("/api/v1/exports/dpia-pack")
                                                .param("server", bare(mail)))
                                .getStatus())
                .isEqualTo(403);
    }

    @Test
    void aFileThatLeavesIsOnRecord() throws Exception {
        var id = begin(mail);

        var word = call(dora, get("/api/v1/dpias/" + id + "/files/docx"));

        assertThat(word.getStatus()).isEqualTo(200);
        assertThat(word.getHeader("Content-Disposition")).contains("dpia.docx");
        assertThat(audit.of("dpia " + id))
                .filteredOn(event -> event.action().equals("dpia.exported"))
                .singleElement()
                .satisfies(event -> assertThat(event.detail()).contains("dpia.docx", "sha256"));
        assertThat(call(dora, get("/api/v1/dpias/" + id + "/files/odt")).getStatus())
                .isEqualTo(404);
    }

    @Test
    void whatIsNoQuestionIsNotTaken() throws Exception {
        var id = begin(mail);

        for (var each :
                Map.of(
                                "scope.nothing", "x",
                                "risk.exfiltration.likelihood", "often",
                                "screening.new-technology", "no",
                                "scope.volume", "x".repeat(8001))
                        .entrySet()) {
            var refused =
                    send(
                            dora,
                            put("/api/v1/dpias/" + id + "/answers"),
                            Map.of("answers", Map.of(each.getKey(), each.getValue())));
            assertThat(refused.getStatus()).as(each.getKey()).isEqualTo(409);
        }
    }

    private String begin(Purl... servers) throws Exception {
        var wish = new HashMap<String, Object>();
        wish.put("title", "Answering orders");
        wish.put("servers", List.of(servers).stream().map(DpiasApiTest::bare).toList());
        var begun = send(dora, post("/api/v1/dpias"), wish);
        assertThat(begun.getStatus()).as(begun.getContentAsString()).isEqualTo(201);
        return JsonPath.read(begun.getContentAsString(), "$.id");
    }

    private void answer(String id, Map<String, String> answers) throws Exception {
        var said = send(dora, put("/api/v1/dpias/" + id + "/answers"), Map.of("answers", answers));
        assertThat(said.getStatus()).as(said.getContentAsString()).isEqualTo(200);
    }

    private MockHttpServletResponse confirm(Account account, String id, String section, String sha)
            throws Exception {
        return send(
                account,
                post("/api/v1/dpias/" + id + "/confirmations"),
                Map.of("section", section, "sha256", sha));
    }

    private MockHttpServletResponse conclude(
            Account account, String id, String kind, String word, String reason, String sha)
            throws Exception {
        return send(
                account,
                post("/api/v1/dpias/" + id + "/outcomes"),
                Map.of("kind", kind, "word", word, "reason", reason, "sha256", sha));
    }

    private List<String> changes(String id) throws Exception {
        var listed = text(dora, get("/api/v1/dpias").param("server", bare(mail)));
        List<List<String>> changes =
                JsonPath.read(listed, "$.dpias[?(@.id == '" + id + "')].dueForReview");
        return changes.getFirst();
    }

    private static String digest(String document, String section) {
        List<String> found =
                JsonPath.read(document, "$.sections[?(@.key == '" + section + "')].sha256");
        return found.getFirst();
    }

    private static String state(String document, String section) {
        List<String> found =
                JsonPath.read(
                        document, "$.sections[?(@.key == '" + section + "')].confirmed.state");
        return found.getFirst();
    }

    private static String bare(Purl purl) {
        return purl.withVersion(null).toString();
    }

    private String text(Account account, MockHttpServletRequestBuilder request) throws Exception {
        var answered = call(account, request);
        assertThat(answered.getStatus()).as(answered.getContentAsString()).isEqualTo(200);
        return answered.getContentAsString();
    }

    private MockHttpServletResponse send(
            Account account, MockHttpServletRequestBuilder request, Map<String, ?> body)
            throws Exception {
        return call(
                account,
                request.contentType(MediaType.APPLICATION_JSON)
                        .content(new JsonMapper().writeValueAsString(body)));
    }

    private MockHttpServletResponse call(Account account, MockHttpServletRequestBuilder request)
            throws Exception {
        return mvc.perform(request.with(installation.as(account))).andReturn().getResponse();
    }
}
