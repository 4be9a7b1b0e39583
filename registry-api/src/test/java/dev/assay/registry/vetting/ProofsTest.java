package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.policy.JudgementStore;
import dev.assay.inventory.policy.StoredJudgement;
import dev.assay.inventory.proof.ProofCheck;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleAttestation;
import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleBuild;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** What proved an approved release is looked at again, and its loss judges the release anew. */
class ProofsTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant PUBLISHED = Instant.parse("2025-03-01T12:00:00Z");

    private final SampleAuthority world = new SampleAuthority(START);
    private SampleUpstream upstream;
    private VettingRig rig;
    private Release release;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        upstream = SampleUpstream.start();
        upstream.tellKeys(world.keysDocument());
        upstream.publish(attested());
        var root = Files.writeString(data.resolve("trusted_root.json"), world.trustedRoot());
        rig =
                VettingRig.start(
                        data.resolve("assay"),
                        upstream.url(),
                        "assay.trust.sigstore.root=" + root,
                        "assay.trust.recheck.interval=200ms",
                        "assay.trust.recheck.again=100ms",
                        "assay.policy.check=100ms");
        release = rig.vet("npm:@acme/kept@1.0.0");
        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
        until(() -> check() != null && check().signatures() != null);
        assertThat(check().findings()).isEmpty();
        assertThat(check().problem()).isNull();
    }

    @AfterEach
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void aKeyThatVanishedJudgesTheApprovedReleaseAnewAndTellsIt() throws Exception {
        until(() -> judgement() != null);
        assertThat(judgement().stands()).isTrue();

        upstream.tellKeys(new SampleAuthority(START).keysDocument());

        until(() -> !check().findings().isEmpty());
        assertThat(check().findings())
                .extracting(Finding::kind)
                .contains(FindingKind.SIGNATURE_INVALID);
        assertThat(check().findings().getFirst().title())
                .contains("registry signature was verified when this was vetted");
        until(() -> !judgement().stands());
        assertThat(rig.get(ReleaseStore.class).find(release.id()).orElseThrow().state())
                .as("nothing is taken away; that is for people")
                .isEqualTo(ReleaseState.APPROVED);
        assertThat(actions())
                .containsOnlyOnce("release.proof-lost")
                .contains("release.against-policy");

        upstream.tellKeys(world.keysDocument());
        until(() -> check().findings().isEmpty());
        until(() -> judgement().stands());
        assertThat(actions()).contains("release.proof-found-again");
    }

    @Test
    void anOpenReviewShowsALossWhileItLasts() throws Exception {
        upstream.publish(attested("1.1.0"));
        var open = rig.vet("npm:@acme/kept@1.1.0");
        assertThat(open.state()).isEqualTo(ReleaseState.IN_REVIEW);
        until(() -> !isBroken(open));

        upstream.tellKeys(new SampleAuthority(START).keysDocument());
        until(() -> isBroken(open));

        upstream.tellKeys(world.keysDocument());
        until(() -> !isBroken(open));
    }

    private boolean isBroken(Release open) {
        return Objects.requireNonNull(rig.report(open.id()).snapshot()).rules().stream()
                .filter(each -> each.id().equals("bytes-are-what-was-promised"))
                .findFirst()
                .orElseThrow()
                .isBroken();
    }

    @Test
    void aKeyWhoseTimeWasCutIsTold() throws Exception {
        upstream.tellKeys(world.keysDocument(PUBLISHED.minus(Duration.ofDays(1))));

        until(() -> !check().findings().isEmpty());
        assertThat(check().findings())
                .extracting(Finding::kind)
                .containsOnly(FindingKind.SIGNATURE_INVALID);
    }

    @Test
    void attestationsThatTheUpstreamOffersNoMoreAreTold() throws Exception {
        upstream.unpublish("@acme/kept", "1.0.0");
        upstream.publish(sample().signedBy(world));

        until(() -> !check().findings().isEmpty());
        assertThat(check().findings())
                .extracting(Finding::kind, Finding::value)
                .contains(tuple(FindingKind.PROVENANCE_LOST, "attestation of the build"));
    }

    private ProofCheck check() {
        return rig.get(Proofs.class).of(release.id()).orElse(null);
    }

    private StoredJudgement judgement() {
        return rig.get(JudgementStore.class).find(release.id()).orElse(null);
    }

    private List<String> actions() {
        return rig.get(AuditTrail.class).of(release.purl().toString()).stream()
                .map(AuditEvent::action)
                .toList();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static SamplePackage sample() {
        return sample("1.0.0");
    }

    private static SamplePackage sample(String version) {
        return SamplePackage.bare("@acme/kept", version, Map.of())
                .publishedAt(PUBLISHED)
                .publishedBy("ada", List.of("ada"));
    }

    private SamplePackage attested() {
        return attested("1.0.0");
    }

    private SamplePackage attested(String version) {
        var sample = sample(version);
        var build = SampleBuild.of(sample.version(), sample.published());
        return sample.signedBy(world)
                .attested(
                        SampleAttestation.publication(world, build, sample),
                        SampleAttestation.provenance(world, build, sample));
    }
}
