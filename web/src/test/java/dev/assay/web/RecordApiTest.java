package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.server.Servers;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** The record of a server over the API: who may state what, and what becomes of it. */
@RunningAssay
class RecordApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;

    private Account requester;
    private String path;

    @BeforeEach
    void aServer() throws Exception {
        requester = installation.account(Role.REQUESTER);
        Purl purl = installation.somePackage();
        path = "/api/v1/servers/" + Servers.id(purl) + "/record";
        installation.inReview(purl, requester, List.of("api.example.com"), List.of());
    }

    @Test
    void tellsEveryFieldAlsoWhatIsUnknown() throws Exception {
        var answer = json(requester, get(path), 200);
        var itself = answer.at("/record/entries/0");

        assertThat(itself.get("subject").asString()).isEqualTo("server");
        assertThat(itself.at("/fields/purpose/words/0").asString()).isEqualTo("to answer mail");
        assertThat(itself.at("/fields/purpose/provenance").asString()).isEqualTo("stated");
        assertThat(itself.at("/fields/hosting-country/provenance").asString()).isEqualTo("unknown");
        assertThat(itself.at("/fields/hosting-country/source").asString())
                .isEqualTo("nobody has said");
        assertThat(answer.get("digest").asString()).matches("[0-9a-f]{64}");
    }

    @Test
    void whatIsStatedIsThereAtOnceAndWhatWasIsThereStill() throws Exception {
        var before = json(requester, get(path), 200);
        state(requester, "server", "", "hosting-country", "[\"GB\"]", 200);
        state(requester, "destination", "api.example.com", "country", "[\"US\"]", 200);

        var now = json(requester, get(path), 200);
        assertThat(now.at("/record/entries/0/fields/hosting-country/source").asString())
                .startsWith(requester.login());
        assertThat(now.at("/record/entries/0/fields/leaves-uk/words/0").asString())
                .isEqualTo("yes");

        var since = before.get("at").asString();
        assertThat(json(requester, get(path).param("at", since), 200)).isEqualTo(before);
        var changes = json(requester, get(path + "/changes").param("from", since), 200);
        assertThat(changes.get("changes").findValuesAsString("field"))
                .contains("hosting-country", "country", "leaves-uk");
        var page = json(requester, get(path + "/history").param("limit", "1"), 200);
        assertThat(page.get("versions").size()).isEqualTo(1);
        assertThat(page.get("next").isNull()).isFalse();

        state(requester, "server", "", "hosting-country", "null", 200);
        assertThat(
                        json(requester, get(path), 200)
                                .at("/record/entries/0/fields/hosting-country/provenance")
                                .asString())
                .isEqualTo("unknown");
    }

    @Test
    void takesNothingThatHasNotItsForm() throws Exception {
        state(requester, "server", "", "hosting-country", "[\"UK\"]", 409);
        state(requester, "server", "", "exposure", "[\"everybody\"]", 409);
        state(requester, "server", "", "dpia-day", "[\"yesterday\"]", 409);
        state(requester, "server", "", "purpose", "[\"something else\"]", 409);
        state(requester, "server", "other", "exposure", "[\"public\"]", 409);
        state(requester, "destination", "No Host", "country", "[\"GB\"]", 409);
        state(requester, "tool", "none_of_these", "surface", "[\"view\"]", 409);
        state(requester, "server", "", "nothing", "[\"GB\"]", 400);
        state(requester, "nothing", "", "exposure", "[\"public\"]", 400);
        state(requester, "system", "x".repeat(501), "kind", "[\"test\"]", 409);
    }

    @Test
    void takesNoSecret() throws Exception {
        var token = "ghp_" + "a1B2".repeat(9);
        state(requester, "identity", token, "kind", "[\"api-key\"]", 409);
        state(requester, "server", "", "runbook-rotate", "[\"put " + token + " there\"]", 409);
        state(requester, "identity", "mail-mcp-production", "kind", "[\"oauth-client\"]", 200);
    }

    @Test
    void onlyWhoAskedForItAndReviewersMayStateIt() throws Exception {
        var stranger = installation.account(Role.REQUESTER);
        var auditor = installation.account(Role.AUDITOR);
        var protection = installation.account(Role.DATA_PROTECTION);
        state(stranger, "server", "", "exposure", "[\"internal\"]", 409);
        state(auditor, "server", "", "exposure", "[\"internal\"]", 409);
        state(protection, "server", "", "exposure", "[\"internal\"]", 200);
        assertThat(status(stranger, get(path))).isEqualTo(200);
    }

    @Test
    void aCheckWantsEvidenceAndADayThatHasBeen() throws Exception {
        var check = path + "/checks/tests/injection";
        assertThat(status(requester, written(check, "{\"result\":\"pass\"}"))).isEqualTo(409);
        assertThat(
                        status(
                                requester,
                                written(
                                        check,
                                        "{\"result\":\"pass\",\"evidence\":\"seen\",\"on\":\"2999-01-01\"}")))
                .isEqualTo(409);
        assertThat(
                        status(
                                requester,
                                written(path + "/checks/tests/nothing", "{\"result\":\"fail\"}")))
                .isEqualTo(409);
        assertThat(status(requester, written(path + "/checks/none/x", "{\"result\":\"fail\"}")))
                .isEqualTo(404);
        json(
                requester,
                written(
                        check,
                        "{\"result\":\"pass\",\"evidence\":\"https://ci.example.com/1\",\"on\":\"2026-01-02\"}"),
                200);

        var entry = entry(json(requester, get(path), 200), "check", "tests/injection");
        assertThat(entry.at("/fields/done/words/0").asString()).isEqualTo("yes");
        assertThat(entry.at("/fields/by/words/0").asString()).isEqualTo(requester.login());
        assertThat(entry.at("/fields/day/words/0").asString()).isEqualTo("2026-01-02");
        assertThat(entry.at("/fields/version/words/0").asString()).isEqualTo("1.0.0");
    }

    @Test
    void whereSecretsAreKeptIsNotForEverybody() throws Exception {
        var owner = installation.account(Role.SYSTEM_OWNER);
        var server = json(requester, get(path), 200).at("/record/purl").asString();
        assertThat(
                        mvc.perform(
                                        org.springframework.test.web.servlet.request
                                                .MockMvcRequestBuilders.post("/api/v1/credentials")
                                                .contentType("application/json")
                                                .content(
                                                        "{\"server\":\""
                                                                + server
                                                                + "\",\"kind\":\"API key\",\"place\":\"vault: mail/key\",\"rotatedOn\":\"2026-01-05\"}")
                                                .with(installation.as(owner)))
                                .andReturn()
                                .getResponse()
                                .getStatus())
                .isLessThan(300);

        var seen = entry(json(owner, get(path), 200), "credential", "vault: mail/key");
        assertThat(seen.at("/fields/rotation-due/words/0").asString()).isEqualTo("2026-04-01");
        assertThat(json(requester, get(path), 200).toString()).doesNotContain("vault: mail/key");
    }

    private static JsonNode entry(JsonNode answer, String subject, String key) {
        for (var each : answer.at("/record/entries")) {
            if (each.get("subject").asString().equals(subject)
                    && each.get("key").asString().equals(key)) {
                return each;
            }
        }
        throw new AssertionError("no " + subject + " " + key);
    }

    private void state(
            Account account, String subject, String key, String field, String words, int status)
            throws Exception {
        json(
                account,
                written(
                        path + "/values",
                        "{\"subject\":\"%s\",\"key\":\"%s\",\"field\":\"%s\",\"words\":%s,\"reason\":\"a test\"}"
                                .formatted(subject, key, field, words)),
                status);
    }

    private static MockHttpServletRequestBuilder written(String path, String body) {
        return put(path).contentType("application/json").content(body);
    }

    private JsonNode json(Account account, MockHttpServletRequestBuilder request, int status)
            throws Exception {
        var answer = mvc.perform(request.with(installation.as(account))).andReturn().getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
        return JSON.readTree(answer.getContentAsString());
    }

    private int status(Account account, MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(installation.as(account)))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
