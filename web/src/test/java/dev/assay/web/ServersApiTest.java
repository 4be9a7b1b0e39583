package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.server.Servers;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The inventory over the API. */
@RunningAssay
class ServersApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired FetchCountStore fetches;

    private Account reader;
    private Purl purl;
    private String owner;

    @BeforeEach
    void aServer() throws Exception {
        reader = installation.account(Role.AUDITOR);
        purl = installation.somePackage();
        owner = "Team " + purl.name();
        installation.inReview(
                purl,
                installation.account(Role.REQUESTER),
                "to answer mail",
                owner,
                List.of("api.example.com"),
                List.of(
                        SomeFindings.destination(
                                purl.toString(), "us.i.posthog.com", Severity.HIGH)));
    }

    @Test
    void listsAServerInTheMomentItIsThere() throws Exception {
        var page = json(get("/api/v1/servers").param("owner", owner).param("counts", "true"));

        assertThat(page.get("total").asInt()).isEqualTo(1);
        var server = page.get("servers").get(0);
        assertThat(server.get("purl").asString()).isEqualTo(purl.withVersion(null).toString());
        assertThat(server.get("state").asString()).isEqualTo("in-review");
        assertThat(server.get("openFindings").asInt()).isEqualTo(1);
        assertThat(server.get("worstFinding").asString()).isEqualTo("high");
        assertThat(server.at("/destinations/0/host").asString()).isEqualTo("api.example.com");
        assertThat(server.at("/destinations/0/observed").asString()).isEqualTo("not-run");
        assertThat(page.at("/counts/state/in-review").asInt()).isEqualTo(1);
        assertThat(page.get("next").isNull()).isTrue();
    }

    @Test
    void tellsAServerWithItsVersionsAndWhoFetchedThem() throws Exception {
        var second = purl.withVersion("1.1.0");
        var review =
                installation.inReview(
                        second,
                        installation.account(Role.REQUESTER),
                        "to answer mail",
                        owner,
                        List.of("api.example.com"),
                        List.of());
        var today = LocalDate.now(ZoneOffset.UTC);
        fetches.add(
                new FetchCount(
                        review.releaseId(),
                        today,
                        FetchCount.ANONYMOUS,
                        Stage.PRODUCTION,
                        FetchCount.Outcome.REFUSED,
                        3,
                        Instant.now()));

        var server = json(get("/api/v1/servers/" + Servers.id(purl)));

        assertThat(server.get("versions").size()).isEqualTo(2);
        assertThat(server.at("/versions/0/release/purl").asString()).isEqualTo(second.toString());
        assertThat(server.at("/fetches/0/times").asInt()).isEqualTo(3);
        assertThat(server.at("/fetches/0/outcome").asString()).isEqualTo("refused");
    }

    @Test
    void searchesAClosureAndTellsTheWay() throws Exception {
        var id = Servers.id(purl);
        var closure = json(get("/api/v1/servers/" + id + "/closure").param("q", "ZOD@3"));

        assertThat(closure.get("packages").asInt()).isEqualTo(1);
        assertThat(closure.at("/shown/0/purl").asString()).isEqualTo("pkg:npm/zod@3.25.1");
        assertThat(json(get("/api/v1/servers/" + id + "/closure").param("q", "zed")).get("hits"))
                .hasToString("0");
        assertThat(
                        status(
                                get("/api/v1/servers/" + id + "/closure")
                                        .param("release", "0".repeat(32))))
                .isEqualTo(404);
    }

    @Test
    void refusesACursorThatIsNone() throws Exception {
        assertThat(status(get("/api/v1/servers").param("cursor", "nothing"))).isEqualTo(400);
        assertThat(status(get("/api/v1/servers").param("limit", "201"))).isEqualTo(400);
        assertThat(status(get("/api/v1/servers/" + "0".repeat(32)))).isEqualTo(404);
    }

    @Test
    void keepsAViewForItsOwnerAndShowsItToOthersOnceItIsShared() throws Exception {
        var other = installation.account(Role.SECURITY);
        var made =
                json(
                        reader,
                        written(
                                post("/api/v1/views"),
                                "{\"name\":\"Late\",\"filter\":\"overdue=yes&else=1\",\"default\":true}"),
                        201);
        var path = "/api/v1/views/" + made.get("id").asString();
        assertThat(made.get("filter").asString()).isEqualTo("overdue=yes");
        assertThat(made.get("default").asBoolean()).isTrue();
        assertThat(status(other, get(path))).isEqualTo(404);

        var shared = written(put(path), "{\"name\":\"Late\",\"filter\":\"\",\"shared\":true}");
        assertThat(json(reader, shared, 200).get("shared").asBoolean()).isTrue();
        assertThat(json(other, get(path), 200).get("own").asBoolean()).isFalse();
        assertThat(status(other, delete(path))).isEqualTo(409);
        assertThat(status(other, written(put(path), "{\"name\":\"Mine\"}"))).isEqualTo(409);
        assertThat(status(reader, written(post("/api/v1/views"), "{\"name\":\"Late\"}")))
                .as("a second one of that name")
                .isEqualTo(409);
        assertThat(status(reader, delete(path))).isEqualTo(204);
        assertThat(status(reader, get(path))).isEqualTo(404);
    }

    private static MockHttpServletRequestBuilder written(
            MockHttpServletRequestBuilder request, String body) {
        return request.contentType("application/json").content(body);
    }

    private JsonNode json(MockHttpServletRequestBuilder request) throws Exception {
        return json(reader, request, 200);
    }

    private JsonNode json(Account account, MockHttpServletRequestBuilder request, int status)
            throws Exception {
        var answer = mvc.perform(request.with(installation.as(account))).andReturn().getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
        return JSON.readTree(answer.getContentAsString());
    }

    private int status(MockHttpServletRequestBuilder request) throws Exception {
        return status(reader, request);
    }

    private int status(Account account, MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(installation.as(account)))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
