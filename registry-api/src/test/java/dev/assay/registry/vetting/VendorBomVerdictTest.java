package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.policy.JudgementStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.vendorbom.BomTaking;
import dev.assay.registry.vendorbom.VendorBoms;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** What a vendor's bill of materials and a closure disagree on reaches whoever judges it. */
@Timeout(180)
class VendorBomVerdictTest {

    private static final String RULE = "vendor-bom-names-what-is-installed";
    private static final String PAD =
            "{\"name\": \"pad\", \"version\": \"1.0.0\", \"purl\": \"pkg:npm/pad@1.0.0\"}";

    @TempDir private Path data;
    private SampleUpstream upstream;
    private VettingRig rig;
    private Release release;

    @BeforeEach
    void vet() throws Exception {
        upstream = SampleUpstream.start();
        upstream.publish(SamplePackage.bare("pad", "1.0.0", Map.of()));
        upstream.publish(SamplePackage.bare("server", "1.0.0", Map.of("pad", "1.0.0")));
        rig = VettingRig.start(data, upstream.url(), "assay.policy.check=100ms");
        release = rig.vet("npm:server@1.0.0");
        assertThat(release.state()).isEqualTo(ReleaseState.IN_REVIEW);
    }

    @AfterEach
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void anOpenReviewIsJudgedAnewByTheNewestDocumentAndVotesOnWhatWasShownAreVoid()
            throws Exception {
        assertThat(rule().isBroken()).isFalse();
        var seen = rig.reviews(release.id()).getFirst().snapshotSha256();

        send("");
        until(() -> rule().isBroken());
        assertThat(rule().values()).singleElement().asString().contains("pkg:npm/pad@1.0.0");
        assertThat(rig.reviews(release.id()).getFirst().snapshotSha256()).isNotEqualTo(seen);

        send(PAD);
        until(() -> !rule().isBroken());
    }

    @Test
    void anApprovedReleaseStaysApprovedAndItsStandingTellsTheRule() throws Exception {
        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
        var judgements = rig.get(JudgementStore.class);
        until(() -> judgements.find(release.id()).isPresent());
        assertThat(judgements.broken(release.id())).doesNotContain(RULE);

        send("");

        until(() -> judgements.broken(release.id()).contains(RULE));
        assertThat(rig.get(ReleaseStore.class).find(release.id()).orElseThrow().state())
                .isEqualTo(ReleaseState.APPROVED);
    }

    private RuleResult rule() {
        return Objects.requireNonNull(rig.report(release.id()).snapshot()).rules().stream()
                .filter(each -> each.id().equals(RULE))
                .findFirst()
                .orElseThrow();
    }

    private void send(String components) throws Exception {
        var document =
                "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.5\", \"metadata\":"
                        + " {\"component\": {\"name\": \"server\", \"purl\": \"pkg:npm/server@1.0.0\"}},"
                        + " \"components\": ["
                        + components
                        + "]}";
        assertThat(
                        rig.get(VendorBoms.class)
                                .take(
                                        rig.requester(),
                                        release,
                                        () -> document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BomTaking.Taken.class);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
