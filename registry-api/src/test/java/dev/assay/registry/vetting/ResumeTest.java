package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.samples.Fault;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class ResumeTest {

    private static final String PURL = "npm:resumed@1.0.0";

    @Test
    void goesOnAtTheFirstMissingStageAfterTheProcessWasKilled(@TempDir Path data) throws Exception {
        try (var upstream = SampleUpstream.start()) {
            upstream.publish(SamplePackage.bare("slow", "1.0.0", Map.of()));
            upstream.publish(SamplePackage.bare("resumed", "1.0.0", Map.of("slow", "1.0.0")));
            upstream.inject(Fault.HANGING, "/slow/-/");

            var killed = start(data, upstream, "never");
            String artifact;
            try (var out = reader(killed)) {
                artifact = recorded(out, VettingStep.Name.ARTIFACT);
                // It now waits for the dependency that never comes.
                killed.destroyForcibly().waitFor();
            }
            upstream.clearFaults();
            var died = start(data, upstream, "PROFILE");
            String profile;
            try (var out = reader(died)) {
                assertThat(recorded(out, VettingStep.Name.ARTIFACT)).isEqualTo(artifact);
                profile = recorded(out, VettingStep.Name.PROFILE);
            }
            assertThat(died.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(died.exitValue()).isEqualTo(9);

            try (var rig = VettingRig.start(data, upstream.url())) {
                var id = rig.get(ReleaseStore.class).find(Purl.parse(PURL)).orElseThrow().id();
                assertThat(rig.settled(id).state()).isEqualTo(ReleaseState.IN_REVIEW);
                assertThat(rig.get(VettingStore.class).steps(id))
                        .extracting(KilledVetting::line)
                        .hasSize(VettingStep.Name.values().length)
                        .contains(artifact, profile);
            }
            assertThat(upstream.requestCount(SampleUpstream.tarballPath("resumed", "1.0.0")))
                    .as("how often the release's own bytes were fetched")
                    .isEqualTo(1);
        }
    }

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatStillRuns() {
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(Path data, SampleUpstream upstream, String dieAfter) throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledVetting.class.getName(),
                                data.toString(),
                                upstream.url().toString(),
                                PURL,
                                dieAfter)
                        .redirectErrorStream(true)
                        .start();
        started.add(process);
        return process;
    }

    private static BufferedReader reader(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private static String recorded(BufferedReader out, VettingStep.Name name) throws IOException {
        var said = new StringBuilder();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("recorded " + name + " ")) {
                return line.substring("recorded ".length());
            }
        }
        throw new AssertionError("it ended before " + name + " was recorded:\n" + said);
    }
}
