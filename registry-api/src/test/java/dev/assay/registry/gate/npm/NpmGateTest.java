package dev.assay.registry.gate.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.RawResponse;
import dev.assay.samples.Fault;
import dev.assay.samples.SamplePackage;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class NpmGateTest {

    private static final String ABBREVIATED =
            "Accept: application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*";

    private final SamplePackage zod = SamplePackage.bare("@lib/zod", "3.1.0", Map.of());
    private final SamplePackage demo1 =
            SamplePackage.bare("demo-mcp", "1.0.0", Map.of("@lib/zod", "^3.0.0"));
    private final SamplePackage demo2 =
            SamplePackage.bare("demo-mcp", "2.0.0", Map.of("@lib/zod", "^3.0.0"));

    @TempDir private Path directory;
    private GateRig rig;

    @BeforeEach
    void start() {
        rig = new GateRig(directory);
        rig.publish(zod, demo1, demo2);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void listsApprovedVersionsAndMarksTheOthers() throws IOException {
        var id = rig.approve(demo1, zod);

        var packument = rig.get("/npm/demo-mcp").json();

        assertThat(names(packument.path("versions"))).containsExactlyInAnyOrder("1.0.0", "2.0.0");
        var approved = packument.path("versions").path("1.0.0");
        assertThat(approved.path("deprecated").isMissingNode()).isTrue();
        assertThat(text(approved.path("dist").path("tarball")))
                .isEqualTo(rig.url() + "/demo-mcp/-/demo-mcp-1.0.0.tgz");
        assertThat(text(approved.path("dist").path("integrity"))).isEqualTo(demo1.integrity());
        assertThat(text(packument.path("versions").path("2.0.0").path("deprecated")))
                .startsWith("NOT APPROVED by Assay: never requested; use 1.0.0 - ")
                .endsWith("/r/" + id);
        assertThat(names(packument.path("policyRestrictions").path("versions")))
                .containsExactly("2.0.0");
        assertThat(text(packument.path("dist-tags").path("latest"))).isEqualTo("1.0.0");
        assertThat(names(packument.path("time"))).contains("1.0.0", "2.0.0");
    }

    @Test
    void tellsWhatKnownVersionsAreWaitingFor() throws IOException {
        rig.approve(demo1, zod);
        var pending =
                rig.known(
                        ReleaseState.IN_REVIEW,
                        "adds network call to api.evil.example",
                        demo2,
                        zod);

        var message =
                text(rig.get("/npm/demo-mcp").json().path("policyRestrictions").path("message"));

        assertThat(message.lines())
                .startsWith(
                        "demo-mcp 2.0.0 is not approved (status: in review).",
                        "Why: adds network call to api.evil.example")
                .anyMatch(line -> line.startsWith("Approved: 1.0.0 (npm install demo-mcp@1.0.0"))
                .contains("Request/track: http://assay.example/r/" + pending);
    }

    @Test
    void abbreviatesWhereNpmAsksForIt() throws IOException {
        rig.approve(demo1, zod);

        var answer = rig.get("/npm/demo-mcp", ABBREVIATED);

        assertThat(answer.header("content-type")).isEqualTo("application/vnd.npm.install-v1+json");
        assertThat(answer.header("vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(answer.json().path("time").isMissingNode()).isTrue();
        assertThat(
                        text(
                                answer.json()
                                        .path("versions")
                                        .path("1.0.0")
                                        .path("dependencies")
                                        .path("@lib/zod")))
                .isEqualTo("^3.0.0");
        assertThat(names(answer.json().path("policyRestrictions").path("versions")))
                .containsExactly("2.0.0");
    }

    @Test
    void answersEveryFormWithItsOwnEntityTag() throws IOException {
        rig.approve(demo1, zod);

        var tags = new ArrayList<String>();
        for (var accept : List.of("Accept: */*", ABBREVIATED)) {
            for (var coding : List.of("Accept-Encoding: identity", "Accept-Encoding: gzip")) {
                var answer = rig.get("/npm/demo-mcp", accept, coding);
                assertThat(names(answer.json().path("versions"))).contains("1.0.0");
                tags.add(answer.header("etag"));
                var again =
                        rig.get(
                                "/npm/demo-mcp",
                                accept,
                                coding,
                                "If-None-Match: W/\"other\", " + answer.header("etag"));
                assertThat(again.status()).isEqualTo(304);
                assertThat(again.header("etag")).isEqualTo(answer.header("etag"));
            }
        }
        assertThat(tags).doesNotHaveDuplicates().allMatch(tag -> tag.matches("\"[0-9a-f]+\""));
    }

    @Test
    void changesTheEntityTagWhenAnApprovalChanges() throws IOException {
        rig.approve(demo1, zod);
        var before = rig.get("/npm/demo-mcp").header("etag");

        rig.approve(demo2, zod);
        var after = rig.get("/npm/demo-mcp", "If-None-Match: " + before);

        assertThat(after.status()).isEqualTo(200);
        assertThat(text(after.json().path("dist-tags").path("latest"))).isEqualTo("2.0.0");
    }

    @Test
    void findsScopedPackagesHoweverTheSlashIsWritten() throws IOException {
        rig.approve(demo1, zod);

        for (var path : List.of("/npm/@lib%2fzod", "/npm/@lib/zod", "/npm/%40lib%2Fzod")) {
            var packument = rig.get(path);
            assertThat(packument.status()).as(path).isEqualTo(200);
            assertThat(
                            text(
                                    packument
                                            .json()
                                            .path("versions")
                                            .path("3.1.0")
                                            .path("dist")
                                            .path("tarball")))
                    .isEqualTo(rig.url() + "/@lib/zod/-/zod-3.1.0.tgz");
        }
        assertThat(rig.get("/npm/@lib/zod/-/zod-3.1.0.tgz").body()).isEqualTo(zod.tarball());
    }

    @Test
    void servesTarballsByThemselves() throws IOException {
        rig.approve(demo1, zod);

        var first = rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz");
        var second = rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).isEqualTo(demo1.tarball());
        assertThat(second.body()).isEqualTo(demo1.tarball());
        assertThat(rig.upstream.requestCount("/demo-mcp/-/demo-mcp-1.0.0.tgz")).isZero();
    }

    @Test
    void servesTarballsAtTheRootSinceNpmDropsTheRegistrysPath() throws IOException {
        rig.approve(demo1, zod);

        assertThat(rig.get("/demo-mcp/-/demo-mcp-1.0.0.tgz").body()).isEqualTo(demo1.tarball());
        assertThat(rig.get("/demo-mcp/-/demo-mcp-2.0.0.tgz").status()).isEqualTo(403);
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() throws IOException {
        rig.approve(demo1, zod);

        for (var path : List.of("/npm/demo-mcp", "/npm/demo-mcp/-/demo-mcp-1.0.0.tgz")) {
            var got = rig.get(path);
            var head = RawResponse.send(rig.port(), "HEAD", path);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo(String.valueOf(got.body().length));
            assertThat(head.header("etag")).isEqualTo(got.header("etag"));
        }
    }

    @Test
    void refusesATarballWithEverythingThatAnyClientShows() throws IOException {
        rig.approve(demo1, zod);
        var pending = rig.known(ReleaseState.IN_REVIEW, "adds a network call", demo2, zod);

        var refusal = rig.get("/npm/demo-mcp/-/demo-mcp-2.0.0.tgz");

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.reason())
                .isEqualTo(
                        "Blocked by Assay's policy, not a login problem: demo-mcp 2.0.0 in review;"
                                + " use 1.0.0; http://assay.example/r/"
                                + pending);
        assertThat(refusal.header("content-type")).isEqualTo("application/problem+json");
        assertThat(refusal.header("x-gate-decision")).isEqualTo(pending.value());
        var body = refusal.json();
        assertThat(text(body.path("error")))
                .isEqualTo(
                        "demo-mcp 2.0.0 is in review: adds a network call. Use 1.0.0. Follow it at"
                                + " http://assay.example/r/"
                                + pending);
        assertThat(text(body.path("detail"))).isEqualTo(text(body.path("error")));
        assertThat(text(body.path("errors").path(0).path("code"))).isEqualTo("DENIED");
        assertThat(text(body.path("decisionId"))).isEqualTo(pending.value());
        assertThat(text(body.path("state"))).isEqualTo("IN_REVIEW");
        assertThat(text(body.path("package").path("purl"))).isEqualTo("pkg:npm/demo-mcp@2.0.0");
        assertThat(text(body.path("approved").path(0).path("version"))).isEqualTo("1.0.0");
        assertThat(refusal.json().toString().toLowerCase())
                .doesNotContain("unauthorized", "authentication", "forbidden");
    }

    @Test
    void tellsStatesApart() throws IOException {
        var id = rig.approve(demo2, zod);
        for (var state :
                Map.of(
                                ReleaseState.REQUESTED, "is requested and waits",
                                ReleaseState.REJECTED, "was rejected",
                                ReleaseState.SUSPENDED, "is suspended",
                                ReleaseState.REVOKED, "was revoked",
                                ReleaseState.EXPIRED, "approval has expired",
                                ReleaseState.RETIRED, "was retired")
                        .entrySet()) {
            rig.change(id, state.getKey(), "a reviewer's words");
            var refusal = rig.get("/npm/demo-mcp/-/demo-mcp-2.0.0.tgz");
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(text(refusal.json().path("error")))
                    .contains("demo-mcp 2.0.0", state.getValue(), "/r/" + id)
                    .doesNotContain("a reviewer's words");
        }
    }

    @Test
    void saysWhyVettingDidNotEnd() throws IOException {
        var id = rig.known(ReleaseState.VETTING, "waits for the upstream registry", demo2, zod);
        assertThat(text(rig.get("/npm/demo-mcp/2.0.0").json().path("error")))
                .contains("demo-mcp 2.0.0 is not vetted yet: waits for the upstream registry");

        rig.change(id, ReleaseState.VETTING_FAILED, "the tarball is damaged");
        assertThat(text(rig.get("/npm/demo-mcp/2.0.0").json().path("error")))
                .contains("demo-mcp 2.0.0 could not be vetted: the tarball is damaged");
    }

    @Test
    void refusesWhatHasExpiredWithoutBeingTold() throws IOException {
        rig.approve(demo1, zod);
        assertThat(rig.get("/npm/demo-mcp").status()).isEqualTo(200);

        rig.clock.advance(Duration.ofDays(90));

        var tarball = rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz");
        assertThat(tarball.status()).isEqualTo(403);
        assertThat(tarball.reason()).contains("demo-mcp 1.0.0 approval expired");
        assertThat(rig.get("/npm/demo-mcp").status()).isEqualTo(403);
        assertThat(rig.get("/npm/@lib%2fzod").status()).isEqualTo(403);
    }

    @Test
    void refusesWhatIsApprovedForALesserStageOnly() throws IOException {
        rig.approve(Stage.SANDBOX, demo1, zod);

        var refusal = rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz");

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(text(refusal.json().path("error")))
                .contains("demo-mcp 1.0.0 is approved for sandbox only");
    }

    @Test
    void pointsDependenciesOfAPendingReleaseAtThatRelease() throws IOException {
        var pending = rig.known(ReleaseState.IN_REVIEW, "waits for security", demo1, zod);

        var tarball = rig.get("/npm/@lib/zod/-/zod-3.1.0.tgz");
        var packument = rig.get("/npm/@lib%2fzod");

        for (var refusal : List.of(tarball, packument)) {
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.header("x-gate-decision")).isEqualTo(pending.value());
            assertThat(text(refusal.json().path("error")))
                    .contains("is a dependency of demo-mcp 1.0.0, which is in review");
            assertThat(text(refusal.json().path("requiredBy").path(0))).isEqualTo("demo-mcp@1.0.0");
        }
        assertThat(rig.fetches.sightings(10)).isEmpty();
    }

    @Test
    void recordsASightingOfWhatNobodyAskedFor() throws IOException {
        rig.snapshots.refresh();
        var refusal = rig.get("/npm/demo-mcp/-/demo-mcp-2.0.0.tgz");
        var again = rig.get("/npm/demo-mcp/-/demo-mcp-2.0.0.tgz");

        var sighting = rig.fetches.sighting(Purl.npm("demo-mcp", "2.0.0")).orElseThrow();
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.header("x-gate-decision")).isEqualTo(sighting.id().value());
        assertThat(again.header("x-gate-decision")).isEqualTo(sighting.id().value());
        assertThat(sighting.times()).isEqualTo(2);
        assertThat(text(refusal.json().path("error")))
                .isEqualTo(
                        "demo-mcp 2.0.0 was never requested, so nobody has vetted it. Request it at"
                                + " http://assay.example/r/"
                                + sighting.id());
    }

    @Test
    void refusesAnUnknownPackageRatherThanDenyThatItExists() throws IOException {
        rig.snapshots.refresh();
        var refusal = rig.get("/npm/demo-mcp");

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(text(refusal.json().path("error")))
                .startsWith("demo-mcp was never requested, so nobody has vetted it.");
        assertThat(rig.fetches.sighting(Purl.npm("demo-mcp", null))).isPresent();
    }

    @Test
    void saysThatThereIsNoSuchThingOnlyWhereUpstreamHasNone() throws IOException {
        rig.snapshots.refresh();
        var absent = rig.get("/npm/no-such-thing");
        var noVersion = rig.get("/npm/demo-mcp/-/demo-mcp-7.7.7.tgz");

        assertThat(absent.status()).isEqualTo(404);
        assertThat(text(absent.json().path("error"))).contains("has no package no-such-thing");
        assertThat(noVersion.status()).isEqualTo(404);
        assertThat(rig.fetches.sightings(10)).isEmpty();

        rig.upstream.inject(Fault.UNAVAILABLE, "/");
        assertThat(rig.get("/npm/another-thing").status()).isEqualTo(403);
    }

    @Test
    void listsOneClosureAloneUnderItsOwnPath() throws IOException {
        var first = rig.approve(demo1, zod);
        rig.approve(demo2, zod);

        var packument = rig.get("/npm/~/" + first + "/demo-mcp").json();
        assertThat(names(packument.path("versions"))).containsExactly("1.0.0");
        assertThat(text(packument.path("dist-tags").path("latest"))).isEqualTo("1.0.0");
        assertThat(text(packument.path("versions").path("1.0.0").path("dist").path("tarball")))
                .isEqualTo(rig.url(first) + "/demo-mcp/-/demo-mcp-1.0.0.tgz");
        var outside = rig.get("/npm/~/" + first + "/demo-mcp/-/demo-mcp-2.0.0.tgz");
        assertThat(outside.status()).isEqualTo(403);
        assertThat(text(outside.json().path("error")))
                .startsWith("demo-mcp 2.0.0 does not belong to the closure of demo-mcp 1.0.0.");
        assertThat(rig.get("/npm/~/" + first + "/@lib%2fzod").status()).isEqualTo(200);
        assertThat(rig.get("/npm/~/" + first + "/@lib/zod/-/zod-3.1.0.tgz").status())
                .isEqualTo(200);
    }

    @Test
    void refusesAClosureThatDoesNotExistOrIsNoLongerApproved() throws IOException {
        var id = rig.approve(demo1, zod);
        rig.change(id, ReleaseState.REVOKED, "leaks mail");

        var revoked = rig.get("/npm/~/" + id + "/@lib%2fzod");
        var unknown = rig.get("/npm/~/" + Id.random() + "/demo-mcp");

        assertThat(revoked.status()).isEqualTo(403);
        assertThat(text(revoked.json().path("error")))
                .contains("is a dependency of demo-mcp 1.0.0, which was revoked.");
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(text(unknown.json().path("error"))).contains("a closure that does not exist");
    }

    @Test
    void keepsWhatAnotherApprovedClosureHolds() throws IOException {
        var first = rig.approve(demo1, zod);
        rig.approve(demo2, zod);

        rig.change(first, ReleaseState.REVOKED, "leaks mail");

        assertThat(rig.get("/npm/@lib/zod/-/zod-3.1.0.tgz").status()).isEqualTo(200);
        assertThat(rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz").status()).isEqualTo(403);
        assertThat(names(rig.get("/npm/demo-mcp").json().path("versions")))
                .containsExactlyInAnyOrder("1.0.0", "2.0.0");
    }

    @Test
    void neverServesABlobWhoseBytesChanged() throws IOException, InterruptedException {
        rig.approve(demo1, zod);
        rig.approve(demo2, zod);
        assertThat(rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz").status()).isEqualTo(200);

        var bytes = demo1.tarball();
        bytes[bytes.length - 1] ^= 1;
        var kept = Files.getLastModifiedTime(rig.blob(demo1));
        Files.write(rig.blob(demo1), bytes);
        Files.setLastModifiedTime(rig.blob(demo1), kept);

        var refusal =
                RawResponse.sendUntilSeen(
                        rig.port(), "/npm/demo-mcp/-/demo-mcp-1.0.0.tgz", demo1.tarball());
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.reason()).contains("demo-mcp 1.0.0 bytes differ from what was approved");
        assertThat(text(refusal.json().path("error")))
                .contains("That is an incident, not a missing approval");
        var incident = rig.fetches.incidents().getFirst();
        assertThat(incident.expected()).isEqualTo(rig.blob(demo1).getFileName().toString());
        assertThat(refusal.header("x-gate-decision")).isEqualTo(incident.id().value());
        assertThat(rig.get("/npm/demo-mcp/-/demo-mcp-2.0.0.tgz").status()).isEqualTo(200);
        assertThat(
                        text(
                                rig.get("/npm/demo-mcp")
                                        .json()
                                        .path("versions")
                                        .path("1.0.0")
                                        .path("deprecated")))
                .contains("bytes differ from what was approved");

        Files.write(rig.blob(demo1), demo1.tarball());
        assertThat(rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz").status()).isEqualTo(200);
    }

    @Test
    void holdsBackAVersionWhoseDigestUpstreamHasChanged() throws IOException {
        rig.approve(demo1, zod);
        var changed = SamplePackage.bare("demo-mcp", "1.0.0", Map.of("@lib/zod", "^3.1.0"));
        rig.upstream.unpublish("demo-mcp", "1.0.0");
        rig.publish(changed);
        rig.approve(demo2, zod);

        var packument = rig.get("/npm/demo-mcp").json();

        assertThat(text(packument.path("versions").path("1.0.0").path("deprecated")))
                .contains("bytes differ from what was approved");
        var refusal = rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz");
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(text(refusal.json().path("state"))).isEqualTo("BYTES_DIFFER");
        assertThat(rig.fetches.incidents())
                .singleElement()
                .satisfies(
                        incident -> {
                            assertThat(incident.expected()).isEqualTo(demo1.integrity());
                            assertThat(incident.actual()).isEqualTo(changed.integrity());
                        });
        assertThat(rig.get("/npm/demo-mcp/-/demo-mcp-2.0.0.tgz").status()).isEqualTo(200);
    }

    @Test
    void keepsServingWhileUpstreamIsAway() throws IOException {
        rig.approve(demo1, zod);
        rig.upstream.inject(Fault.UNAVAILABLE, "/");

        var packument = rig.get("/npm/demo-mcp").json();

        assertThat(names(packument.path("versions"))).containsExactly("1.0.0");
        assertThat(names(packument.path("time"))).contains("1.0.0");
        assertThat(rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz").status()).isEqualTo(200);
    }

    @Test
    void saysSoWhenAFaultIsItsOwn() throws IOException {
        rig.approve(demo1, zod);
        Files.delete(rig.blob(demo1));

        var answer = rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isNotEmpty();
        assertThat(text(answer.json().path("error")))
                .contains("this is no block", "demo-mcp 1.0.0 are missing");
    }

    @Test
    void servesNothingWhileItKnowsNothing() throws IOException {
        for (var path : List.of("/npm/demo-mcp", "/npm/demo-mcp/-/demo-mcp-1.0.0.tgz")) {
            var answer = rig.get(path);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isNotEmpty();
        }
    }

    @Test
    void keepsServingAndRefusingWhileTheDatabaseIsAway() throws IOException {
        rig.approve(demo1, zod);
        rig.loseDatabase();
        rig.snapshots.refresh();

        assertThat(rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz").status()).isEqualTo(200);
        var refusal = rig.get("/npm/demo-mcp/-/demo-mcp-2.0.0.tgz");
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(text(refusal.json().path("error"))).endsWith("Ask your security reviewers");
    }

    @Test
    void isReadOnly() throws IOException {
        rig.approve(demo1, zod);

        for (var method : List.of("PUT", "POST", "DELETE", "PATCH")) {
            var answer = RawResponse.send(rig.port(), method, "/npm/demo-mcp", "Content-Length: 0");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
            assertThat(text(answer.json().path("error"))).contains("read-only");
        }
    }

    @Test
    void passesOnThatUpstreamOffersNoAudit() throws IOException {
        rig.snapshots.refresh();
        var audit =
                RawResponse.send(
                        rig.port(),
                        "POST",
                        "/npm/-/npm/v1/security/advisories/bulk",
                        "Content-Length: 0");
        var keys = rig.get("/npm/-/npm/v1/keys");

        assertThat(audit.status()).isEqualTo(405);
        assertThat(text(audit.json().path("error")))
                .contains("offers no audits (405)", "does not mean that all is well");
        assertThat(keys.status()).isEqualTo(404);
        assertThat(text(keys.json().path("error"))).contains("offers no signing keys (404)");
    }

    @Test
    void answersVersionsAndTags() throws IOException {
        rig.approve(demo1, zod);

        assertThat(text(rig.get("/npm/demo-mcp/1.0.0").json().path("dist").path("integrity")))
                .isEqualTo(demo1.integrity());
        assertThat(text(rig.get("/npm/demo-mcp/latest").json().path("version"))).isEqualTo("1.0.0");
        assertThat(rig.get("/npm/demo-mcp/2.0.0").status()).isEqualTo(403);
        assertThat(text(rig.get("/npm/-/package/demo-mcp/dist-tags").json().path("latest")))
                .isEqualTo("1.0.0");
        assertThat(rig.get("/npm/-/ping").status()).isEqualTo(200);
    }

    @Test
    void refusesPathsThatAreNoPackages() throws IOException {
        rig.snapshots.refresh();
        for (var path :
                List.of(
                        "/npm/..%2f..%2fetc%2fpasswd",
                        "/npm/demo-mcp/-/../../secret.tgz",
                        "/npm/demo-mcp/-/other-1.0.0.tgz",
                        "/npm/@scope",
                        "/npm/%00",
                        "/npm/a/b/c/d",
                        "/elsewhere")) {
            assertThat(rig.get(path).status()).as(path).isEqualTo(404);
        }
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    private static String text(JsonNode node) {
        return node.asString("");
    }
}
