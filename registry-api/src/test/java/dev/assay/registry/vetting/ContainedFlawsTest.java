package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.flaw.FlawScan;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.flaw.ReleaseContents;
import dev.assay.registry.policy.RuleResult;
import dev.assay.samples.SampleBundle;
import dev.assay.samples.SampleFileHost;
import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.samples.SampleImageRegistry;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.flaw.Flaw;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Known flaws of what lies in images and bundles reach whoever judges those. */
@Timeout(180)
class ContainedFlawsTest {

    @TempDir private Path data;
    @TempDir private Path dump;

    @Test
    @EnabledIf(
            value = "dev.assay.samples.SampleImageRegistry#isInstalled",
            disabledReason = SampleImageRegistry.MISSING)
    void packagesOfTheDistributionAndOfNpmInAnImageAreLookedUpAndLaterAdvisoriesAreHeard()
            throws Exception {
        advisory("DEBIAN-CVE-2026-1", "Debian:12", "openssl", "3.0.11-1~deb12u2", "CRITICAL");
        var storage = Files.createDirectories(data.resolve("registry"));
        try (var registry = SampleImageRegistry.start(storage);
                var rig =
                        VettingRig.start(
                                data,
                                null,
                                "assay.upstream.oci.registries="
                                        + registry.host()
                                        + "="
                                        + registry.address(),
                                "assay.flaws.osv=" + dump,
                                "assay.flaws.check=100ms",
                                "assay.policy.check=100ms")) {
            until(() -> rig.get(Flaws.class).state().problem() == null);
            registry.push(image(), "team/demo:1.0.0");

            var release = rig.vet("oci:" + registry.host() + "/team/demo:1.0.0");

            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            var look = look(rig, release);
            assertThat(look.flaws())
                    .singleElement()
                    .satisfies(
                            it -> {
                                assertThat(it.purl())
                                        .isEqualTo(
                                                "pkg:deb/debian/libssl3@3.0.11-1~deb12u1"
                                                        + "?distro=debian-12");
                                assertThat(it.fixedIn()).containsExactly("3.0.11-1~deb12u2");
                            });
            // No advisory of npm's is at hand, and that is said of what lies in the image too.
            assertThat(look.unscanned())
                    .isEqualTo(
                            "the advisories at hand say nothing of pkg:npm, of which it has 2"
                                    + " packages");
            assertThat(rule(rig, release, "no-critical-flaw").isBroken()).isTrue();

            advisory("MAL-2026-2", "npm", "lodash", "4.17.5", "");
            until(
                    () ->
                            look(rig, release).flaws().stream().anyMatch(Flaw::malware)
                                    && rule(rig, release, "no-known-malware").isBroken());
            assertThat(look(rig, release).unscanned()).isEmpty();
        }
    }

    @Test
    void packagesInABundleAreLookedUpAndWhatHasNoNameIsToldAsNotScanned() throws Exception {
        advisory("GHSA-1", "npm", "lodash", "4.17.5", "HIGH");
        var bytes =
                SampleBundle.of("mail", "1.2.0", "")
                        .file(
                                "node_modules/lodash/package.json",
                                "{\"name\":\"lodash\",\"version\":\"4.17.4\"}")
                        .file("server/lib/engine.jar", "PK")
                        .bytes();
        try (var npm = SampleUpstream.start();
                var host = SampleFileHost.start();
                var rig =
                        VettingRig.start(
                                data,
                                npm.url(),
                                "assay.upstream.mcpb.hosts=" + host.url(),
                                "assay.flaws.osv=" + dump,
                                "assay.flaws.check=100ms")) {
            until(() -> rig.get(Flaws.class).state().problem() == null);
            host.put("/v1.2.0/mail.mcpb", bytes);

            var release = rig.vet(host.url() + "/v1.2.0/mail.mcpb@sha256:" + Sha256.of(bytes));

            var look = look(rig, release);
            assertThat(look.flaws())
                    .extracting(Flaw::purl)
                    .containsExactly("pkg:npm/lodash@4.17.4");
            assertThat(look.unscanned())
                    .isEqualTo(
                            "1 Java archive which nothing names as a package (server/lib/engine.jar)");
            assertThat(rule(rig, release, "flaws-were-looked-up").isBroken()).isTrue();
        }
    }

    @Test
    void whatLiesInABundleIsReadWithoutAnySourceOfAdvisoriesToo() throws Exception {
        var bytes = SampleBundle.of("mail", "1.2.0", "").bytes();
        try (var npm = SampleUpstream.start();
                var host = SampleFileHost.start();
                var rig =
                        VettingRig.start(
                                data, npm.url(), "assay.upstream.mcpb.hosts=" + host.url())) {
            host.put("/v1.2.0/mail.mcpb", bytes);

            var release = rig.vet(host.url() + "/v1.2.0/mail.mcpb@sha256:" + Sha256.of(bytes));

            assertThat(rig.get(ReleaseContents.class).known(release)).isPresent();
            assertThat(rig.get(Flaws.class).of(release.id())).isEmpty();
        }
    }

    private static SampleImage image() {
        return SampleImage.of(
                        new Layer()
                                .file("usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                                .link("etc/os-release", "../usr/lib/os-release")
                                .file(
                                        "var/lib/dpkg/status",
                                        """
                                        Package: libssl3
                                        Status: install ok installed
                                        Source: openssl
                                        Version: 3.0.11-1~deb12u1

                                        """)
                                .file(
                                        "app/package.json",
                                        "{\"name\":\"demo\",\"version\":\"1.0.0\",\"main\":\"i.js\"}")
                                .file("app/i.js", "console.log(1);\n")
                                .file(
                                        "app/node_modules/lodash/package.json",
                                        "{\"name\":\"lodash\",\"version\":\"4.17.4\"}"))
                .config("{\"Cmd\":[\"node\",\"/app/i.js\"],\"User\":\"node\"}");
    }

    private static FlawScan look(VettingRig rig, Release release) {
        return rig.get(Flaws.class).of(release.id()).orElseThrow();
    }

    private static RuleResult rule(VettingRig rig, Release release, String id) {
        return Objects.requireNonNull(rig.report(release.id()).snapshot()).rules().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void advisory(String id, String ecosystem, String name, String fixed, String severity)
            throws IOException {
        Files.writeString(
                dump.resolve(id + ".json"),
                """
                {"schema_version": "1.7.0", "id": "%s", "modified": "%s", "summary": "Made up",
                 "affected": [{"package": {"ecosystem": "%s", "name": "%s"},
                   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "%s"}]}]}],
                 "database_specific": {"severity": "%s"}}
                """
                        .formatted(id, Instant.now(), ecosystem, name, fixed, severity));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("still waiting");
            }
            Thread.sleep(50);
        }
    }
}
