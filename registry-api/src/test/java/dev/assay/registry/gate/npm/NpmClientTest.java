package dev.assay.registry.gate.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.EveryRefusal;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.Transcripts;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What people see who use npm against the gate. */
final class NpmClientTest {

    @RegisterExtension
    static final Transcripts TRANSCRIPTS = new Transcripts("npm", "npm", "--version");

    private final SamplePackage zod = SamplePackage.bare("@lib/zod", "3.1.0", Map.of());
    private final SamplePackage demo1 = demo("1.0.0");
    private final SamplePackage demo2 = demo("2.0.0");

    @TempDir private Path directory;
    private GateRig rig;

    static SamplePackage demo(String version) {
        return SamplePackage.of(
                Map.of(
                        "package.json",
                        """
                        {"name": "demo-mcp", "version": "%s", "bin": {"demo-mcp": "cli.js"},
                         "dependencies": {"@lib/zod": "^3.0.0"}}
                        """
                                .formatted(version),
                        "cli.js",
                        "#!/usr/bin/env node\nconsole.log('demo-mcp %s runs');\n"
                                .formatted(version)));
    }

    @BeforeEach
    void start() {
        rig = new GateRig(directory);
        rig.publish(zod, demo1, demo2);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private Client npm() throws IOException {
        return Client.npm(directory, rig.url() + "/");
    }

    @Test
    void installsFromALockWhateverAddressesItNames() throws Exception {
        rig.approve(demo1, zod);
        for (var host : new String[] {"", rig.url(), "http://127.0.0.1:9"}) {
            var client = npm();
            NpmLock.write(
                    client,
                    each ->
                            host.isEmpty()
                                    ? ""
                                    : host
                                            + SampleUpstream.tarballPath(
                                                    each.name(), each.version()),
                    demo1,
                    zod);

            var run = client.run("ci", "--replace-registry-host=always");

            assertThat(run.exit()).as(host + "\n" + run.output()).isZero();
            assertThat(client.installed("demo-mcp")).isEqualTo("1.0.0");
            assertThat(client.installed("@lib/zod")).isEqualTo("3.1.0");
        }
        assertThat(rig.upstream.requests()).noneMatch(request -> request.endsWith(".tgz"));
    }

    @Test
    void refusesAnUnapprovedVersionInALockWithOneTarballRequest() throws Exception {
        rig.approve(demo1, zod);
        var client = npm();
        lockedElsewhere(client, demo2, zod);

        var run = client.run("ci", "--replace-registry-host=always");

        var sighting = rig.fetches.sighting(Purl.npm("demo-mcp", "2.0.0")).orElseThrow();
        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains(
                        "npm error code E403",
                        "npm error 403 403 Blocked by Assay's policy, not a login problem: demo-mcp"
                                + " 2.0.0 never requested; use 1.0.0; http://assay.example/r/"
                                + sighting.id()
                                + " - GET ",
                        " - demo-mcp 2.0.0 was never requested, so nobody has vetted it. Use 1.0.0."
                                + " Request it at http://assay.example/r/"
                                + sighting.id());
        assertThat(client.installed("demo-mcp")).isEqualTo("none");
    }

    @Test
    void refusesAnUnapprovedVersionInALockWithoutAddresses() throws Exception {
        rig.approve(demo1, zod);
        var client = npm();
        NpmLock.write(client, each -> "", demo2, zod);

        var run = client.run("ci");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains("demo-mcp 2.0.0 is not approved (status: never requested).");
        assertThat(client.installed("demo-mcp")).isEqualTo("none");
    }

    @Test
    void refusesARevokedVersionInALock() throws Exception {
        var id = rig.approve(demo1, zod);
        var client = npm();
        lockedElsewhere(client, demo1, zod);
        assertThat(client.run("ci", "--replace-registry-host=always").exit()).isZero();

        rig.change(id, ReleaseState.REVOKED, "sends mail to strangers");
        var after = Client.npm(directory.resolve("after"), rig.url() + "/");
        lockedElsewhere(after, demo1, zod);
        var run = after.run("ci", "--replace-registry-host=always");

        assertThat(run.exit()).isNotZero();
        // Which of the two npm hears of first is npm's affair; both point at the same release.
        assertThat(run.output()).contains("E403", "demo-mcp 1.0.0", "was revoked.", "/r/" + id);
        assertThat(after.installed("demo-mcp")).isEqualTo("none");
    }

    @Test
    void refusesAlteredBytesAsAnIncident() throws Exception {
        rig.approve(demo1, zod);
        Files.write(rig.blob(demo1), demo2.tarball());
        var client = npm();
        lockedElsewhere(client, demo1, zod);

        var run = client.run("ci", "--replace-registry-host=always");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains(
                        "demo-mcp 1.0.0 bytes differ from what was approved",
                        "That is an incident, not a missing approval",
                        "/r/" + rig.fetches.incidents().getFirst().id())
                .doesNotContain("EINTEGRITY");
        assertThat(client.installed("demo-mcp")).isEqualTo("none");
    }

    @Test
    void tellsWhyAnInstallOfOneVersionIsRefused() throws Exception {
        rig.approve(demo1, zod);
        var pending =
                rig.known(
                        ReleaseState.IN_REVIEW,
                        "adds network call to api.evil.example",
                        demo2,
                        zod);

        for (var run :
                List.of(
                        npm().run("install", "demo-mcp@2.0.0"),
                        npm().run("install", "demo-mcp@^2.0.0"),
                        npx().run("--yes", "demo-mcp@2.0.0"))) {
            assertThat(run.exit()).isNotZero();
            assertThat(run.output())
                    .containsSubsequence(
                            "npm error code E403",
                            "due to policy violations:",
                            "npm error 403 demo-mcp 2.0.0 is not approved (status: in review).",
                            "npm error 403 Why: adds network call to api.evil.example",
                            "npm error 403 Approved: 1.0.0 (npm install demo-mcp@1.0.0 --registry ",
                            "npm error 403 Request/track: http://assay.example/r/" + pending,
                            "npm error 403 Decided by: your security reviewers");
        }
    }

    @Test
    void installsAndRunsTheApprovedVersionWhereNoneIsNamed() throws Exception {
        rig.approve(demo1, zod);

        var client = npm();
        var install = client.run("install", "demo-mcp");
        var run = npx().run("--yes", "demo-mcp");
        var view = client.run("view", "demo-mcp", "version", "dist-tags.latest");

        assertThat(install.exit()).as(install.output()).isZero();
        assertThat(client.installed("demo-mcp")).isEqualTo("1.0.0");
        assertThat(run.output()).contains("demo-mcp 1.0.0 runs");
        assertThat(view.output()).contains("version = '1.0.0'", "dist-tags.latest = '1.0.0'");
    }

    @Test
    void refusesAWholePackageWithItsReason() throws Exception {
        rig.snapshots.refresh();

        var run = npm().run("install", "demo-mcp");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains(
                        "npm error code E403",
                        "demo-mcp was never requested, so nobody has vetted it. Request it at"
                                + " http://assay.example/r/");
    }

    @Test
    void installsAScopedPackage() throws Exception {
        rig.approve(zod);
        var client = npm();

        var run = client.run("install", "@lib/zod@3.1.0");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(client.installed("@lib/zod")).isEqualTo("3.1.0");
    }

    @Test
    void neverTellsThatAnAuditWasCleanWhenUpstreamOffersNone() throws Exception {
        rig.approve(demo1, zod);
        var client = npm().with("npm_config_audit", "true");
        NpmLock.write(client, each -> "", demo1, zod);

        var run = client.run("audit");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains("405", "offers no audits", "audit endpoint returned an error")
                .doesNotContain("found 0 vulnerabilities");
    }

    @Test
    void tellsAFaultOfOursFromABlock() throws Exception {
        rig.approve(demo1, zod);
        Files.delete(rig.blob(demo1));
        var client = npm();
        lockedElsewhere(client, demo1, zod);

        var run = client.run("ci", "--replace-registry-host=always");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains("503", "Fault of Assay's gate, no block", "are missing from its store")
                .doesNotContain("E403", "policy");
    }

    @Test
    void installsEachClosureWithItsOwnVersionsFromItsOwnPath() throws Exception {
        var zod39 = SamplePackage.bare("@lib/zod", "3.9.0", Map.of());
        var other =
                SamplePackage.of(
                        Map.of(
                                "package.json",
                                """
                                {"name": "other-mcp", "version": "5.0.0", "bin": "cli.js",
                                 "dependencies": {"@lib/zod": "^3.0.0"}}
                                """,
                                "cli.js",
                                "#!/usr/bin/env node\nconsole.log('other-mcp runs');\n"));
        rig.publish(zod39, other);
        var first = rig.approve(demo1, zod);
        var second = rig.approve(other, zod39);

        assertThat(install(first, "a", "demo-mcp").installed("@lib/zod")).isEqualTo("3.1.0");
        assertThat(install(second, "b", "other-mcp").installed("@lib/zod")).isEqualTo("3.9.0");
        var npx = Client.npx(directory.resolve("c"), rig.url(first) + "/").run("--yes", "demo-mcp");
        assertThat(npx.output()).contains("demo-mcp 1.0.0 runs");

        rig.change(second, ReleaseState.REVOKED, "sends mail to strangers");
        assertThat(install(first, "d", "demo-mcp").installed("@lib/zod")).isEqualTo("3.1.0");
        var revoked =
                Client.npx(directory.resolve("e"), rig.url(second) + "/").run("--yes", "other-mcp");
        assertThat(revoked.exit()).isNotZero();
        assertThat(revoked.output()).contains("other-mcp 5.0.0 was revoked.");
    }

    private Client install(Id closure, String folder, String name) throws Exception {
        var client = Client.npm(directory.resolve(folder), rig.url(closure) + "/");
        var run = client.run("install", name);
        assertThat(run.exit()).as(run.output()).isZero();
        return client;
    }

    private Client npx() throws IOException {
        return Client.npx(directory, rig.url() + "/");
    }

    /** A lock whose addresses are not the gate's: npm then asks for tarballs alone. */
    private static void lockedElsewhere(Client client, SamplePackage root, SamplePackage... others)
            throws IOException {
        NpmLock.write(
                client,
                each ->
                        "http://127.0.0.1:9"
                                + SampleUpstream.tarballPath(each.name(), each.version()),
                root,
                others);
    }

    @Test
    void showsEveryKindOfRefusal() throws Exception {
        rig.close();
        EveryRefusal.shows(
                directory.resolve("every"),
                new EveryRefusal.Client() {
                    @Override
                    public void at(GateRig other) throws Exception {
                        rig = other;
                        rig.publish(zod, demo1, demo2);
                    }

                    @Override
                    public Id approve() throws Exception {
                        return rig.approve(demo1, zod);
                    }

                    @Override
                    public ClientRun fetch() throws Exception {
                        return Client.npm(
                                        Files.createTempDirectory(directory, "fresh"),
                                        rig.url() + "/")
                                .run("install", "demo-mcp@1.0.0");
                    }
                });
    }
}
