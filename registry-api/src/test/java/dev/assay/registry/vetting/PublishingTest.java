package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.Release;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleAttestation;
import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleBuild;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.publisher.Publication;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Signatures;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Who published a release, from an upstream that tells everything, and from one that does not. */
@TestInstance(Lifecycle.PER_CLASS)
class PublishingTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant FIRST = Instant.parse("2025-03-01T12:00:00Z");

    private final SampleAuthority world = new SampleAuthority(START);
    private SampleUpstream upstream;
    private VettingRig rig;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        upstream = SampleUpstream.start();
        upstream.tellKeys(world.keysDocument());
        var root = Files.writeString(data.resolve("trusted_root.json"), world.trustedRoot());
        rig =
                VettingRig.start(
                        data.resolve("assay"), upstream.url(), "assay.trust.sigstore.root=" + root);
    }

    @AfterAll
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void tellsOfAProvenanceThatWasVerifiedAndIsLost() throws Exception {
        upstream.publish(attested(sample("@acme/kept", "1.0.0", FIRST)));
        upstream.publish(attested(sample("@acme/kept", "1.0.1", later(1))));
        upstream.publish(
                sample("@acme/kept", "1.0.2", later(2))
                        .publishedBy("mallory", List.of("ada", "mallory"))
                        .signedBy(world));

        var first = rig.vet("npm:@acme/kept@1.0.0");
        var build = signatures(first).provenance().claimed().orElseThrow();
        assertThat(build.repository()).isEqualTo("https://git.example.test/acme/mcp");
        assertThat(signatures(first).registry()).isInstanceOf(Outcome.Verified.class);
        assertThat(signatures(first).publication()).isInstanceOf(Outcome.Verified.class);
        assertThat(rig.approve(first.id())).isInstanceOf(DecisionOutcome.Decided.class);

        var second = rig.vet("npm:@acme/kept@1.0.1");
        assertThat(findings(second)).isEmpty();

        var third = rig.vet("npm:@acme/kept@1.0.2");
        assertThat(signatures(third).provenance()).isInstanceOf(Outcome.Absent.class);
        assertThat(findings(third))
                .extracting(Finding::kind, Finding::severity, Finding::value)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                FindingKind.PROVENANCE_LOST, Severity.HIGH, "provenance"),
                        org.assertj.core.groups.Tuple.tuple(
                                FindingKind.PUBLISHER_CHANGED, Severity.HIGH, "mallory"));
        var snapshot = Objects.requireNonNull(rig.report(third.id()).snapshot());
        assertThat(snapshot.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(snapshot.rules())
                .filteredOn(rule -> rule.id().equals("proofs-are-kept"))
                .allMatch(rule -> rule.isBroken());
    }

    @Test
    void tellsOfAnAccountWhoseMailGoesElsewhereAndKeepsNoAddress() throws Exception {
        upstream.publish(sample("@acme/moved", "1.0.0", FIRST).mailedAt("ada.l@acme.example"));
        upstream.publish(
                sample("@acme/moved", "1.0.1", later(1)).mailedAt("x.9@elsewhere.example"));
        var first = rig.vet("npm:@acme/moved@1.0.0");
        assertThat(rig.approve(first.id())).isInstanceOf(DecisionOutcome.Decided.class);

        var second = rig.vet("npm:@acme/moved@1.0.1");

        assertThat(findings(second))
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.kind()).isEqualTo(FindingKind.PUBLISHER_CHANGED);
                            assertThat(each.severity()).isEqualTo(Severity.HIGH);
                            assertThat(each.value()).isEqualTo("elsewhere.example");
                            assertThat(each.title()).doesNotContain("x.9", "ada.l");
                        });
        var publishing = rig.get(Publishings.class).of(second.id()).orElseThrow();
        assertThat(publishing.history().publications())
                .extracting(Publication::accountDomain)
                .containsExactly("acme.example", "elsewhere.example");
        assertThat(publishing.toString()).doesNotContain("x.9", "ada.l");
    }

    @Test
    void blocksAnAttestationThatIsAboutOtherBytes() throws Exception {
        var other = sample("@acme/mixed", "1.0.0", FIRST);
        var forged =
                SamplePackage.of(
                                Map.of(
                                        "package.json",
                                        "{\"name\":\"@acme/mixed\",\"version\":\"1.0.0\"}",
                                        "index.js",
                                        "export const other = 1;\n"))
                        .publishedAt(FIRST)
                        .signedBy(world)
                        .attested(
                                SampleAttestation.provenance(
                                        world, SampleBuild.of("1.0.0", FIRST), other));
        upstream.publish(forged);

        var release = rig.vet("npm:@acme/mixed@1.0.0");

        assertThat(findings(release))
                .extracting(Finding::kind)
                .contains(FindingKind.SIGNATURE_INVALID);
        var snapshot = Objects.requireNonNull(rig.report(release.id()).snapshot());
        assertThat(snapshot.verdict()).isEqualTo(Verdict.BLOCK);
    }

    @Test
    void saysThatAnUpstreamOffersNothingAndFindsNothingInThat(@TempDir Path data) throws Exception {
        try (var plain = SampleUpstream.start();
                var other = VettingRig.start(data, plain.url())) {
            plain.publish(SamplePackage.bare("plain", "1.0.0", Map.of()));

            var release = other.vet("npm:plain@1.0.0");

            var publishing = other.get(Publishings.class).of(release.id()).orElseThrow();
            assertThat(publishing.signatures().registry()).isInstanceOf(Outcome.NotOffered.class);
            assertThat(publishing.signatures().publication())
                    .isInstanceOf(Outcome.NotOffered.class);
            assertThat(publishing.signatures().provenance()).isInstanceOf(Outcome.NotOffered.class);
            assertThat(publishing.history().namesPublishers()).isFalse();
            var delta = Objects.requireNonNull(other.report(release.id()).delta());
            assertThat(delta.findings())
                    .extracting(Finding::kind)
                    .doesNotContain(
                            FindingKind.PROVENANCE_LOST,
                            FindingKind.PUBLISHER_CHANGED,
                            FindingKind.SIGNATURE_INVALID);
        }
    }

    @Test
    void verifiesNothingWithoutARootAndSaysSo(@TempDir Path data) throws Exception {
        upstream.publish(attested(sample("@acme/unrooted", "1.0.0", FIRST)));
        try (var other = VettingRig.start(data, upstream.url())) {
            var release = other.vet("npm:@acme/unrooted@1.0.0");

            var signatures =
                    other.get(Publishings.class).of(release.id()).orElseThrow().signatures();
            assertThat(signatures.registry()).isInstanceOf(Outcome.Verified.class);
            assertThat(signatures.provenance().state()).isEqualTo("could not check");
            assertThat(signatures.provenance().reason()).contains("assay.trust.sigstore.root");
        }
    }

    private static Instant later(int weeks) {
        return FIRST.plus(Duration.ofDays(7L * weeks));
    }

    private static SamplePackage sample(String name, String version, Instant at) {
        return SamplePackage.bare(name, version, Map.of())
                .publishedAt(at)
                .publishedBy("ada", List.of("ada"));
    }

    private SamplePackage attested(SamplePackage sample) {
        var build = SampleBuild.of(sample.version(), sample.published());
        return sample.signedBy(world)
                .attested(
                        SampleAttestation.publication(world, build, sample),
                        SampleAttestation.provenance(world, build, sample));
    }

    private Signatures signatures(Release release) {
        return rig.get(Publishings.class).of(release.id()).orElseThrow().signatures();
    }

    private List<Finding> findings(Release release) {
        return Objects.requireNonNull(rig.report(release.id()).delta()).findings().stream()
                .filter(
                        each ->
                                each.kind() == FindingKind.PROVENANCE_LOST
                                        || each.kind() == FindingKind.PUBLISHER_CHANGED
                                        || each.kind() == FindingKind.SIGNATURE_INVALID)
                .toList();
    }
}
