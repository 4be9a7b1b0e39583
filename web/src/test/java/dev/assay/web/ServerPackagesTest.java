package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.listing.ListingStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.server.PackageComparisonStore;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.ApprovalsChanged;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.PackagesCompared;
import dev.assay.scanners.profile.Profile;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/** One server that is shipped as an npm package and as an image. */
@RunningAssay
class ServerPackagesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ReleaseStore releases;
    @Autowired ListingStore listings;
    @Autowired ApplicationEventPublisher events;
    @Autowired VettingStore vetting;
    @Autowired JdbcClient jdbc;
    @Autowired BlobStore blobs;

    private Account reviewer;
    private Purl npm;
    private Purl image;
    private String owner;
    private String server;

    @BeforeEach
    void twoPackages() throws Exception {
        reviewer = installation.account(Role.SECURITY);
        npm = installation.somePackage();
        owner = "Team " + npm.name();
        image =
                Purl.parse(
                        "oci:registry.example.com/test/"
                                + npm.name()
                                + ":1.0.0@sha256:"
                                + "a".repeat(64));
        approved(npm);
        approved(image);
        server = "/api/v1/servers/" + Servers.id(npm);
    }

    @Test
    void isOneServerOnceAReviewerSaysSoAndEachPackageKeepsItsReleases() throws Exception {
        assertThat(listed()).hasSize(2);

        var joined = join(reviewer, 200);

        assertThat(joined.at("/packages/0/basis").asString()).isEqualTo("listed");
        assertThat(joined.at("/packages/1/purl").asString())
                .isEqualTo(image.withVersion(null).toString());
        assertThat(joined.at("/packages/1/basis").asString()).isEqualTo("stated");
        assertThat(joined.at("/packages/1/by").asString()).isEqualTo(reviewer.login());
        var listed = listed();
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).at("/packages/0/ecosystem").asString()).isEqualTo("oci");
        assertThat(listed.get(0).path("served")).hasSize(2);
        assertThat(json(get(server)).path("versions")).hasSize(2);
        assertThat(json(get("/api/v1/servers/" + Servers.id(image))).at("/server/id").asString())
                .as("links to what was a server of its own lead to the server")
                .isEqualTo(Servers.id(npm).value());
    }

    @Test
    void hasOneRecordThatTellsOfBothPackages() throws Exception {
        join(reviewer, 200);

        var record = json(get(server + "/record")).path("record").toString();

        assertThat(record).contains(npm.withVersion(null).toString());
        assertThat(record)
                .contains("1.0.0@sha256:" + "a".repeat(64) + " of " + image.withVersion(null));
        assertThat(status(get("/api/v1/servers/" + Servers.id(image) + "/record"))).isEqualTo(200);
    }

    @Test
    void isOneEntryOfTheRegistryWithAPinnedPackageForEach() throws Exception {
        join(reviewer, 200);
        var name = "local.assay/" + npm.packageName().substring(1).replace('/', '.');

        await().untilAsserted(
                        () ->
                                assertThat(entry(name).at("/server/packages"))
                                        .as("packages of one version")
                                        .hasSize(2));
        var entry = entry(name);
        assertThat(entry.at("/server/version").asString()).isEqualTo("1.0.0");
        assertThat(entry.at("/server/packages/0/registryType").asString()).isEqualTo("npm");
        assertThat(entry.at("/server/packages/1/identifier").asString()).contains("sha256:aaaa");
        assertThat(entry.at("/_meta/dev.assay~1approval/beside/0/purl").asString())
                .isEqualTo(image.toString());

        move(npm, ReleaseState.SUSPENDED);
        var left = entry(name);
        assertThat(left.at("/server/packages")).hasSize(1);
        assertThat(left.at("/server/packages/0/registryType").asString())
                .as("an approval of one never approves another")
                .isEqualTo("oci");
    }

    @Test
    void isTwoServersAgainOnceAReviewerTakesOneOut() throws Exception {
        join(reviewer, 200);
        var parted =
                json(
                        reviewer,
                        delete(server + "/packages")
                                .param("purl", image.withVersion(null).toString())
                                .param("reason", "somebody else's image"),
                        200);

        assertThat(parted.path("packages")).hasSize(1);
        assertThat(listed()).hasSize(2);
    }

    @Test
    void isJoinedAndTakenApartOnThePageOfTheServer() throws Exception {
        var page = "/servers/" + Servers.id(npm);
        assertThat(text(get(page))).contains("Another package is this server");

        assertThat(
                        status(
                                form(page + "/packages")
                                        .param("purl", image.withVersion(null).toString())
                                        .param("reason", "the same people publish both")))
                .isEqualTo(302);
        var joined = text(get(page));
        assertThat(joined)
                .contains("the same people publish both, says " + reviewer.displayName())
                .contains("the first here")
                .as("each is its package's first version")
                .doesNotContain("Delta since");

        assertThat(
                        status(
                                form(page + "/packages/removal")
                                        .param("purl", image.withVersion(null).toString())
                                        .param("reason", "somebody else's image")))
                .isEqualTo(302);
        assertThat(text(get(page))).doesNotContain("the same people publish both");
    }

    @Test
    void isComparedOnThePageOfEachReleaseWhereAReviewerReads() throws Exception {
        join(reviewer, 200);
        var one = releases.find(npm).orElseThrow().id();
        var other = releases.find(image).orElseThrow().id();
        vetting.restart(other);
        assertThat(text(get("/releases/" + one)))
                .as("nothing was read of the image")
                .doesNotContain("Beside its other packages");
        vetting.record(
                other, VettingStep.Name.PROFILE, "profiled", "as if", Sha256.of(new byte[1]));
        assertThat(text(get("/releases/" + one)))
                .contains("Beside its other packages", "They were not compared yet");

        var isFirst = PackageComparisonStore.isFirst(one, other);
        var compared =
                new PackagesCompared(
                        PackagesCompared.SCHEMA,
                        (isFirst ? npm : image).toString(),
                        (isFirst ? image : npm).toString(),
                        new PackagesCompared.Files(4, 3, 20, 19, List.of("lib/send.js")),
                        List.of());
        new PackageComparisonStore(jdbc, Clock.systemUTC())
                .keep(one, other, Profile.ANALYSIS, blobs.put(JSON.writeValueAsBytes(compared)));

        var page = text(get("/releases/" + one));
        assertThat(page)
                .contains(
                        "3 of the 4 code files and 19 of the 20 functions",
                        "lib/send.js",
                        "/releases/" + other + "#packages");
        assertThat(page).doesNotContain("They were not compared yet");
    }

    @Test
    void isNoFormForWhoIsNoReviewer() throws Exception {
        var requester = installation.account(Role.REQUESTER);
        var page = "/servers/" + Servers.id(npm);

        assertThat(
                        mvc.perform(get(page).with(installation.as(requester)))
                                .andReturn()
                                .getResponse()
                                .getContentAsString())
                .contains("Shipped as")
                .doesNotContain("Another package is this server");
        assertThat(status(requester, form(page + "/packages").param("purl", "npm:left")))
                .isEqualTo(403);
    }

    @Test
    void isSaidByReviewersAloneAndOfPackagesThatAreKnown() throws Exception {
        assertThat(status(installation.account(Role.REQUESTER), wish(image))).isEqualTo(403);
        assertThat(status(wish(Purl.npm("never-asked-for", null)))).isEqualTo(409);
        assertThat(status(wish(npm))).as("itself").isEqualTo(409);
        join(reviewer, 200);
        assertThat(status(wish(image))).as("again").isEqualTo(409);
    }

    private JsonNode join(Account account, int status) throws Exception {
        return json(account, wish(image), status);
    }

    private MockHttpServletRequestBuilder wish(Purl purl) {
        return post(server + "/packages")
                .contentType("application/json")
                .content(
                        "{\"purl\":\""
                                + purl.withVersion(null)
                                + "\",\"reason\":\"the same people publish both\"}");
    }

    private static MockHttpServletRequestBuilder form(String address) {
        return post(address).with(csrf());
    }

    private String text(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(installation.as(reviewer)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private JsonNode entry(String name) throws Exception {
        return json(get("/v0.1/servers/" + name + "/versions/latest"));
    }

    private JsonNode listed() throws Exception {
        return json(get("/api/v1/servers").param("owner", owner)).path("servers");
    }

    private void approved(Purl purl) throws Exception {
        var review =
                installation.inReview(
                        purl,
                        installation.account(Role.REQUESTER),
                        "to answer mail",
                        owner,
                        List.of("api.example.com"),
                        List.of());
        move(purl, ReleaseState.APPROVED);
        releases.approved(
                review.releaseId(), Stage.PRODUCTION, Instant.parse("2040-01-01T00:00:00Z"));
        events.publishEvent(new ApprovalsChanged(review.releaseId()));
        var id = review.releaseId();
        await().untilAsserted(() -> assertThat(unlisted()).doesNotContain(id));
    }

    private List<Id> unlisted() {
        return listings.unlisted(1000);
    }

    private void move(Purl purl, ReleaseState to) {
        releases.move(
                releases.find(purl).orElseThrow().id(),
                EnumSet.allOf(ReleaseState.class),
                to,
                "in this test");
    }

    private JsonNode json(MockHttpServletRequestBuilder request) throws Exception {
        return json(reviewer, request, 200);
    }

    private JsonNode json(Account account, MockHttpServletRequestBuilder request, int status)
            throws Exception {
        var answer = mvc.perform(request.with(installation.as(account))).andReturn().getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
        return JSON.readTree(answer.getContentAsString());
    }

    private int status(MockHttpServletRequestBuilder request) throws Exception {
        return status(reviewer, request);
    }

    private int status(Account account, MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(installation.as(account)))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
