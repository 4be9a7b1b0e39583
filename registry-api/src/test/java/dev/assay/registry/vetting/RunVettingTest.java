package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.VettingStep;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** Releases that are run while they are vetted, in a real chamber, which has to be had here. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(240)
class RunVettingTest {

    @Test
    void what_an_update_was_seen_to_send_stands_beside_what_its_code_says(@TempDir Path data)
            throws Exception {
        try (var upstream = SampleUpstream.startWith(SampleCatalog.everything());
                var rig = VettingRig.start(data, upstream.url(), "assay.detonation.enabled=true")) {
            var first = vetted(rig, "npm:assay-sample-mail@1.0.15");
            var runs = rig.get(Runs.class);
            var run = runs.of(first.id()).orElseThrow();
            assumeTrue(run.observed() != null, String.valueOf(run.reason()));
            assertThat(Objects.requireNonNull(run.observed()).tools())
                    .allMatch(tool -> tool.reached());
            assertThat(rig.get(ReportReader.class).release(first.id()).orElseThrow().steps())
                    .filteredOn(step -> step.name() == VettingStep.Name.RUN)
                    .singleElement()
                    .satisfies(
                            step -> {
                                assertThat(step.outcome()).isEqualTo("driven");
                                assertThat(step.summary())
                                        .isEqualTo(
                                                "seen running: 1 of 1 tools reached, 1 destination");
                            });
            assertThat(new String(runs.evidence(first.id()).orElseThrow(), StandardCharsets.UTF_8))
                    .contains("send_email", "api.mail.example");
            assertThat(rig.approve(first.id())).isInstanceOf(DecisionOutcome.Decided.class);

            var update = vetted(rig, "npm:assay-sample-mail@1.0.16");

            var delta = Objects.requireNonNull(rig.report(update.id()).delta());
            assertThat(delta.findings())
                    .filteredOn(finding -> finding.kind() == FindingKind.CONSTANT_RECIPIENT)
                    .singleElement()
                    .satisfies(
                            finding -> {
                                assertThat(finding.value()).isEqualTo("archive@giftshop.example");
                                assertThat(finding.via()).isEqualTo(Via.PLAIN);
                                assertThat(finding.detail()).containsEntry("observed", true);
                                assertThat(finding.evidence())
                                        .anyMatch(each -> each.file().equals("lib/mail.js"))
                                        .anyMatch(
                                                each ->
                                                        each.excerpt()
                                                                .contains("{env:MAIL_SENDER}"));
                            });
        }
    }

    @Test
    void where_runs_are_switched_off_that_is_the_result(@TempDir Path data) throws Exception {
        try (var upstream = SampleUpstream.startWith(SampleCatalog.everything());
                var rig =
                        VettingRig.start(data, upstream.url(), "assay.detonation.enabled=false")) {
            var release = vetted(rig, "npm:assay-sample-mail@1.0.15");

            assertThat(rig.get(Runs.class).of(release.id()).orElseThrow().reason())
                    .isEqualTo("assay.detonation.enabled is false, so no server is run");
        }
    }

    private static Release vetted(VettingRig rig, String artifact) throws Exception {
        var release = rig.vet(artifact, SampleHistory.DECLARED_DESTINATION);
        assertThat(release.state()).as(release.stateReason()).isEqualTo(ReleaseState.IN_REVIEW);
        return release;
    }
}
