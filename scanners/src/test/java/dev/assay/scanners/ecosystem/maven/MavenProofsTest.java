package dev.assay.scanners.ecosystem.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleBuild;
import dev.assay.samples.SampleFileBundle;
import dev.assay.samples.SampleMavenRepository;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.publisher.MavenPublishing;
import dev.assay.scanners.signature.ImageKeys;
import dev.assay.scanners.signature.KeyClaims.Trust;
import dev.assay.scanners.signature.KeyRing;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Pins;
import dev.assay.scanners.signature.ProofKind;
import dev.assay.scanners.signature.SamplePgp;
import dev.assay.scanners.signature.Signatures;
import dev.assay.scanners.signature.Trusted;
import dev.assay.scanners.signature.TrustedRoot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What stands beside a Maven release, from the repository to what is said of it. */
class MavenProofsTest {

    private static final String OLD = "org.acme:mcp:1.0.0";
    private static final String NEW = "org.acme:mcp:1.1.0";
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    private final SampleMavenRepository files = SampleMavenRepository.start();
    private final SamplePgp key = SamplePgp.create();
    private final SampleAuthority world =
            new SampleAuthority(Instant.parse("2026-01-01T00:00:00Z"));
    @TempDir Path home;

    @AfterEach
    void stop() {
        files.close();
    }

    private static byte[] jar(String name) {
        return SampleMavenRepository.jar(Map.of("a.txt", name.getBytes(StandardCharsets.UTF_8)));
    }

    private void publish(String... names) {
        for (var name : names) {
            files.publish(name, "", jar(name));
        }
    }

    private byte[] pom(String name) {
        var path = SampleMavenRepository.path(name, "pom");
        return files.file(path);
    }

    private void sign(String name, byte[] signature, String extension, String ending) {
        files.put(SampleMavenRepository.path(name, extension) + ending, signature);
        files.forgetChecksums(SampleMavenRepository.path(name, extension) + ending);
    }

    private void signAll(String name) {
        sign(name, key.sign(jar(name)), "jar", ".asc");
        sign(name, key.sign(pom(name)), "pom", ".asc");
    }

    private void bundle(String name, String extension, byte[] content) {
        var bundle =
                new SampleFileBundle(world, SampleBuild.of("1.1.0", SamplePgp.SIGNED), content);
        sign(name, bundle.write().getBytes(StandardCharsets.UTF_8), extension, ".sigstore.json");
    }

    private Trusted trusted(Pins pins) {
        return new Trusted(
                TrustedRoot.read(world.trustedRoot().getBytes(StandardCharsets.UTF_8)),
                KeyRing.read(key.ring()),
                KeyRing.none(Trusted.GIT_KEYS),
                ImageKeys.none(Trusted.IMAGE_KEYS),
                pins);
    }

    private Signatures look(String name, Trusted trusted) throws Exception {
        var parts = name.split(":");
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var repository =
                new MavenRepository(
                        MavenConfiguration.read(Map.of(), home, files.url()),
                        MavenLimits.DEFAULT,
                        Clock.systemUTC());
        try (var upstream =
                new MavenUpstream(repository, new MavenPublishing(repository, trusted, clock))) {
            var found = upstream.find(new Purl("maven", parts[0], parts[1], parts[2]));
            var offered = ((LookupOutcome.Found) found).release();
            assertThat(offered.fetch(home.resolve("jar"))).isInstanceOf(Fetched.class);
            return offered.publishing(Integrity.of(Sha256.of(jar(name)))).signatures();
        }
    }

    private Outcome<?> pgp(String name) throws Exception {
        return look(name, trusted(Pins.none())).own(ProofKind.PGP).orElseThrow();
    }

    @Test
    void verifiesJarAndPomByTheKeyRing() throws Exception {
        publish(NEW);
        signAll(NEW);

        var outcome = look(NEW, trusted(Pins.none())).own(ProofKind.PGP).orElseThrow();

        var claims = outcome.claimed().orElseThrow();
        assertThat(claims.signer()).isEqualTo(key.fingerprint());
        assertThat(claims.trust()).isEqualTo(Trust.CONFIGURED);
    }

    @Test
    void verifiesSigstoreBundlesAndSaysWhichBuildTheyAreOf() throws Exception {
        publish(NEW);
        bundle(NEW, "jar", jar(NEW));
        bundle(NEW, "pom", pom(NEW));

        var looked = look(NEW, trusted(Pins.none()));

        assertThat(looked.own(ProofKind.SIGSTORE).orElseThrow())
                .as(looked.toString())
                .isInstanceOf(Outcome.Verified.class);
        assertThat(looked.build().orElseThrow().repository())
                .isEqualTo("https://git.example.test/acme/mcp");
    }

    @Test
    void pinsAreHeldAgainstGroups() throws Exception {
        publish(NEW);
        signAll(NEW);
        var pin = new Pins.Pin(List.of("pkg:maven/org.acme/*"), List.of(key.fingerprint()));
        var outcome = look(NEW, trusted(new Pins(List.of(pin)))).own(ProofKind.PGP).orElseThrow();

        assertThat(outcome.claimed().orElseThrow().trust()).isEqualTo(Trust.PINNED);
    }

    @Test
    void aPomThatIsNotSignedLeavesOpenWhatElseAClientGets() throws Exception {
        publish(NEW);
        sign(NEW, key.sign(jar(NEW)), "jar", ".asc");

        assertThat(pgp(NEW)).isEqualTo(new Outcome.Absent<>("there is no pom.asc"));
    }

    @Test
    void tellsTheSignatureOfAnotherJar() throws Exception {
        publish(OLD, NEW);
        signAll(NEW);
        sign(NEW, key.sign(jar(OLD)), "jar", ".asc");

        assertThat(pgp(NEW).state()).isEqualTo("invalid");
    }

    @Test
    void toldFromOneThatSignsNothingByTheVersionsBefore() throws Exception {
        publish(OLD, NEW);

        assertThat(pgp(NEW)).isInstanceOf(Outcome.NotOffered.class);
        signAll(OLD);
        assertThat(pgp(NEW)).isInstanceOf(Outcome.Absent.class);
    }

    @Test
    void looksAtWhatAReleaseBringsAlongByTheSameOutcomes() throws Exception {
        var server = "org.acme:server:1.0.0";
        var forged = "org.acme:forged:1.0.0";
        var plain = "org.other:plain:1.0.0";
        publish(NEW, OLD, forged, plain);
        signAll(NEW);
        sign(forged, key.sign(jar(OLD)), "jar", ".asc");
        sign(forged, key.sign(pom(forged)), "pom", ".asc");
        files.publish(server, SampleMavenRepository.dependencies(NEW, forged, plain), jar(server));
        var repository =
                new MavenRepository(
                        MavenConfiguration.read(Map.of(), home, files.url()),
                        MavenLimits.DEFAULT,
                        Clock.systemUTC());
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (var upstream =
                new MavenUpstream(
                        repository, new MavenPublishing(repository, trusted(Pins.none()), clock))) {
            var closure =
                    ((ClosureOutcome.Resolved)
                                    upstream.resolve(
                                            Purl.parse("pkg:maven/org.acme/server@1.0.0"),
                                            (purl, file) -> {}))
                            .closure();

            var proofs = upstream.proofs(closure.packages());

            assertThat(proofs)
                    .extracting(
                            each -> each.purl().name(),
                            each -> each.signatures().own(ProofKind.PGP).orElseThrow().state(),
                            each -> each.signatures().own(ProofKind.SIGSTORE).orElseThrow().state())
                    .containsExactlyInAnyOrder(
                            tuple("mcp", "verified", "not offered"),
                            tuple("forged", "invalid", "not offered"),
                            tuple("plain", "not offered", "not offered"));
        }
    }

    @Test
    void withoutAKeyRingNothingIsSaidToBeAbsent() throws Exception {
        publish(NEW);
        signAll(NEW);

        var outcome = look(NEW, Trusted.nobody()).own(ProofKind.PGP).orElseThrow();

        assertThat(outcome.reason()).contains("no key ring is configured (assay.trust.maven.keys)");
        assertThat(outcome).isInstanceOf(Outcome.Unchecked.class);
    }
}
