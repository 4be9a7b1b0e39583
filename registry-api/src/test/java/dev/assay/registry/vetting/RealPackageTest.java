package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.VettingStep;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.artifact.npm.PackumentOutcome;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** One real server with its real dependencies, through the registry that npm is configured with. */
class RealPackageTest {

    private static final String PACKAGE = "@playwright/mcp@0.0.83";

    @Test
    void vetsARealServerWithEverythingItDependsOn(@TempDir Path data) throws Exception {
        assumeTheRegistryAnswers();
        try (var rig = VettingRig.start(data, null)) {
            var release = rig.vet("npm:" + PACKAGE);

            assertThat(release.state()).as(release.stateReason()).isEqualTo(ReleaseState.IN_REVIEW);
            var report = rig.get(ReportReader.class).release(release.id()).orElseThrow();
            assertThat(report.steps())
                    .extracting(VettingStep::name)
                    .containsExactly(VettingStep.Name.values());
            assertThat(report.closure()).hasSizeGreaterThan(1);
        }
    }

    private static void assumeTheRegistryAnswers() throws InterruptedException {
        var configuration =
                NpmConfiguration.read(
                        System.getenv(),
                        Path.of(""),
                        Path.of(System.getProperty("user.home")),
                        null);
        try (var registry = new NpmRegistry(configuration, NpmRegistrySettings.DEFAULT)) {
            var name = PACKAGE.substring(0, PACKAGE.lastIndexOf('@'));
            var outcome = registry.packument(name);
            Assumptions.assumeTrue(
                    outcome instanceof PackumentOutcome.Found,
                    () -> "the npm registry does not answer: " + outcome);
        }
    }
}
