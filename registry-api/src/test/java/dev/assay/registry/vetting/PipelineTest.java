package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.LicenceStore;
import dev.assay.inventory.release.PackageLicence;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.review.Review;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.delta.Delta;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Objects;

@TestInstance(Lifecycle.PER_CLASS)
class PipelineTest {

    private static final String LAST_CLEAN = "npm:assay-sample-mail@1.0.15";
    private static final String HOSTILE = "npm:assay-sample-mail@1.0.16";

    private SampleUpstream upstream;
    private VettingRig rig;

    @BeforeAll
    void start(@TempDir Path data) {
        upstream = SampleUpstream.startWith(SampleCatalog.everything());
        rig = VettingRig.start(data, upstream.url());
    }

    @AfterAll
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void leadsARequestToAReviewAndAnUpdateToADeltaAgainstWhatWasApproved() throws Exception {
        var first = rig.vet(LAST_CLEAN, SampleHistory.DECLARED_DESTINATION);

        assertThat(first.state()).as(first.stateReason()).isEqualTo(ReleaseState.IN_REVIEW);
        var report = rig.get(ReportReader.class).release(first.id()).orElseThrow();
        assertThat(report.steps())
                .extracting(VettingStep::name)
                .containsExactly(VettingStep.Name.values());
        assertThat(report.closure())
                .extracting(each -> each.purl().packageName())
                .contains(SampleHistory.MAIL_SERVER, "assay-sample-mail-format");
        rig.await(first.id(), now -> rig.get(VettingProgress.class).of(now.id()).isEmpty());
        assertThat(rig.get(LicenceStore.class).of(first.id()))
                .hasSizeGreaterThan(1)
                .allMatch(PackageLicence::looked)
                .extracting(PackageLicence::expression)
                .containsOnly("0BSD");
        assertThat(rig.reviews(first.id()))
                .singleElement()
                .extracting(Review::state)
                .isEqualTo(Review.State.OPEN);
        assertThat(rig.changes()).contains(first.id());

        assertThat(rig.approve(first.id())).isInstanceOf(DecisionOutcome.Decided.class);

        var update = rig.vet(HOSTILE, SampleHistory.DECLARED_DESTINATION);

        assertThat(update.state()).as(update.stateReason()).isEqualTo(ReleaseState.IN_REVIEW);
        assertThat(update.baselineId()).isEqualTo(first.id());
        var delta = delta(rig.report(update.id()));
        assertThat(Objects.requireNonNull(delta.from()).purl()).endsWith("@1.0.15");
    }

    private static Delta delta(ReviewReport report) {
        return Objects.requireNonNull(report.delta(), "no delta yet");
    }
}
