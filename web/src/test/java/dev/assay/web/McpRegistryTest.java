package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.listing.ListingStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.registry.gate.GateListener;
import dev.assay.registry.workflow.ApprovalsChanged;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The MCP Registry API as its clients call it: over HTTP, signed in as nobody. */
@RunningAssay
class McpRegistryTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired Installation installation;
    @Autowired ReleaseStore releases;
    @Autowired ListingStore listings;
    @Autowired ToolStore tools;
    @Autowired ApplicationEventPublisher events;
    @Autowired GateListener gate;
    @LocalServerPort int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private Purl purl;
    private Id release;
    private String name;

    @BeforeEach
    void approve() throws IOException {
        purl = installation.somePackage();
        release = approved(purl);
        name = "local.assay/" + purl.packageName().substring(1).replace('/', '.');
    }

    @Test
    void answersTheEncodedSlashThatEveryClientSendsAndThePlainOneThatProxiesMakeOfIt()
            throws Exception {
        for (var path : List.of(name.replace("/", "%2F"), name)) {
            for (var version : List.of("latest", "1.0.0")) {
                var answer = get("/v0.1/servers/" + path + "/versions/" + version);
                assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
                assertThat(json(answer).at("/server/name").asString()).isEqualTo(name);
            }
            assertThat(json(get("/v0.1/servers/" + path + "/versions")).path("servers")).hasSize(1);
        }
    }

    @Test
    void pinsThePackageAndNamesTheGateAlone() throws Exception {
        var server = json(one("latest"));

        var entry = server.at("/server/packages/0");
        var registry = "http://localhost:" + gate.port() + "/npm/~/" + release + "/";
        assertThat(entry.path("registryBaseUrl").asString()).isEqualTo(registry);
        assertThat(entry.path("identifier").asString()).isEqualTo(purl.packageName());
        assertThat(entry.path("version").asString()).isEqualTo("1.0.0");
        assertThat(entry.path("runtimeArguments").toString()).contains("--registry", registry);
        assertThat(server.at("/_meta/dev.assay~1approval/purl").asString())
                .isEqualTo(purl.toString());
        assertThat(server.at("/_meta/dev.assay~1approval/nameSource").asString())
                .isEqualTo("given");
        assertThat(server.at("/_meta/io.modelcontextprotocol.registry~1official").propertyNames())
                .containsExactlyInAnyOrder(
                        "status", "statusChangedAt", "publishedAt", "updatedAt", "isLatest");
    }

    @Test
    void listsWhatIsApprovedAndNothingElse() throws Exception {
        assertThat(names("search=" + name)).containsExactly(name);

        releases.move(
                release,
                EnumSet.of(ReleaseState.APPROVED),
                ReleaseState.REVOKED,
                "a secret reason");

        assertThat(names("search=" + name)).isEmpty();
        assertThat(one("latest").statusCode()).isEqualTo(404);
        assertThat(one("1.0.0").statusCode()).isEqualTo(404);
        var mirrored = json(get("/v0.1/servers?updated_since=2020-01-01T00:00:00Z&search=" + name));
        var official = mirrored.at("/servers/0/_meta/io.modelcontextprotocol.registry~1official");
        assertThat(official.path("status").asString()).isEqualTo("deleted");
        assertThat(mirrored.toString()).contains("revoked").doesNotContain("a secret reason");
    }

    @Test
    void saysOfEachToolWhatPeopleConfirmed() throws Exception {
        var person = installation.account(Role.SECURITY);
        tools.put(tool("send_mail", person.id()));
        tools.put(tool("list_mail", null));
        events.publishEvent(new ApprovalsChanged(release));

        await().untilAsserted(
                        () ->
                                assertThat(
                                                json(one("latest"))
                                                        .at("/_meta/dev.assay~1approval/tools")
                                                        .toString())
                                        .isEqualTo(
                                                "[{\"name\":\"list_mail\",\"toolClass\":\"unclassified\"},"
                                                        + "{\"name\":\"send_mail\",\"toolClass\":\"write\"}]"));
    }

    private ToolEntry tool(String called, @Nullable Id confirmedBy) {
        return new ToolEntry(
                Id.random(),
                release,
                called,
                Sha256.of(called.getBytes(StandardCharsets.UTF_8)),
                "{}",
                ToolClass.WRITE,
                ToolClass.WRITE,
                false,
                new ToolTerms(List.of(), "", List.of(), ApprovalMode.NONE, null),
                null,
                confirmedBy,
                confirmedBy == null ? null : Instant.parse("2026-01-01T00:00:00Z"),
                null,
                null);
    }

    @Test
    void pagesByCursorsThatCarryTheSearch() throws Exception {
        var package2 = Purl.npm(purl.packageName() + "-two", "1.0.0");
        approved(package2);
        var search = purl.packageName().substring(1).replace('/', '.');

        var first = json(get("/v0.1/servers?limit=1&search=" + search));
        var cursor = first.at("/metadata/nextCursor").asString();
        var second = json(get("/v0.1/servers?limit=1&cursor=" + cursor));

        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(first.at("/metadata/count").asInt()).isEqualTo(1);
        assertThat(second.at("/servers/0/server/name").asString()).isEqualTo(name + "-two");
        assertThat(second.at("/metadata").has("nextCursor")).isFalse();
    }

    @Test
    void saysWhatIsWrongWithAQuestionInBothFormsThatClientsRead() throws Exception {
        for (var query :
                List.of(
                        "limit=0",
                        "limit=101",
                        "limit=x",
                        "cursor=nonsense",
                        "updated_since=yesterday",
                        "updated_since=2026-01-01T00:00:00Z&include_deleted=false")) {
            var answer = get("/v0.1/servers?" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            var body = json(answer);
            assertThat(body.path("error").asString()).as(query).isNotBlank();
            assertThat(body.path("detail").asString()).isEqualTo(body.path("error").asString());
        }
        assertThat(get("/v0.1/servers?repo=owner/name").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesNobodyAndTellsStrangersThatAnUnknownServerIsNotThere() throws Exception {
        for (var path :
                List.of(
                        "/v0.1/servers/com.example%2Fnone/versions/latest",
                        "/v0.1/servers/com.example%2Fnone/versions",
                        "/v0.1/servers/none",
                        "/v0.1/nothing")) {
            var answer = get(path, "Authorization", "Bearer nonsense");
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(json(answer).path("error").asString()).isNotBlank();
        }
        assertThat(get("/rules%2Fx").statusCode()).isEqualTo(400);
    }

    @Test
    void letsPagesOfEveryOriginReadAndNobodyPublish() throws Exception {
        var preflight = send("OPTIONS", "/v0.1/servers");
        assertThat(preflight.statusCode()).isEqualTo(204);
        for (var answer : List.of(preflight, get("/v0.1/servers"), get("/v0.1/servers?limit=0"))) {
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValue("GET, OPTIONS");
        }
        for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            var answer = send(method, "/v0.1/publish");
            assertThat(answer.statusCode()).as(method).isEqualTo(501);
            assertThat(json(answer).path("error").asString()).contains(method);
        }
    }

    @Test
    void sendsNothingAgainThatTheClientHas() throws Exception {
        var tag = one("latest").headers().firstValue("ETag").orElseThrow();

        var again =
                get(
                        "/v0.1/servers/" + name.replace("/", "%2F") + "/versions/latest",
                        "If-None-Match",
                        tag);

        assertThat(again.statusCode()).isEqualTo(304);
    }

    /** Every other answer of these tests is held against it too, as it comes. */
    @Test
    void answersWhatTheOfficialSchemaDescribes() throws Exception {
        Assumptions.assumeTrue(
                Files.exists(RegistryContract.OFFICIAL),
                "skipped: there is no " + RegistryContract.OFFICIAL);
        releases.move(
                approved(installation.somePackage()),
                EnumSet.of(ReleaseState.APPROVED),
                ReleaseState.REVOKED,
                "a reason");

        var servers = 0;
        for (var query : List.of("limit=100", "limit=100&updated_since=2020-01-01T00:00:00Z")) {
            servers += json(get("/v0.1/servers?" + query)).path("servers").size();
        }

        assertThat(servers).isGreaterThan(2);
        assertThat(
                        RegistryContract.official()
                                .validate("{\"name\": \"no namespace\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    private Id approved(Purl package1) throws IOException {
        var review =
                installation.inReview(
                        package1,
                        installation.account(Role.REQUESTER),
                        List.of("api.example.com"),
                        List.of());
        var id = review.releaseId();
        releases.move(
                id,
                EnumSet.of(ReleaseState.IN_REVIEW),
                ReleaseState.APPROVED,
                "approved for production");
        releases.approved(id, Stage.PRODUCTION, Instant.parse("2040-01-01T00:00:00Z"));
        events.publishEvent(new ApprovalsChanged(id));
        await().untilAsserted(() -> assertThat(listings.unlisted(1000)).doesNotContain(id));
        return id;
    }

    private List<String> names(String query) throws Exception {
        var names = new ArrayList<String>();
        json(get("/v0.1/servers?" + query))
                .path("servers")
                .forEach(each -> names.add(each.at("/server/name").asString()));
        return names;
    }

    private HttpResponse<String> one(String version) throws Exception {
        return get("/v0.1/servers/" + name.replace("/", "%2F") + "/versions/" + version);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(address(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = client.send(request.build(), BodyHandlers.ofString());
        RegistryContract.check(answer);
        return answer;
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
