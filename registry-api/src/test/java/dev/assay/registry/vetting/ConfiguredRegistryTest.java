package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.signature.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * The registry that npm is configured with on this machine, where it answers and strips what it got
 * of signatures, as many mirrors of companies do.
 */
@Timeout(180)
class ConfiguredRegistryTest {

    private static final String NAME = "is-number";
    private static final String VERSION = "7.0.0";

    @Test
    void whatItDoesNotHaveIsNotOfferedAndNoFinding(@TempDir Path data) throws Exception {
        var registry = registry();
        var entry = entry(registry);
        assumeFalse(entry.contains("\"signatures\""), "the configured registry keeps signatures");
        assumeFalse(entry.contains("\"attestations\""), "it keeps attestations");

        try (var rig = VettingRig.start(data, registry)) {
            var release = rig.vet("npm:" + NAME + "@" + VERSION);

            var publishing = rig.get(Publishings.class).of(release.id()).orElseThrow();
            assertThat(publishing.signatures().registry()).isInstanceOf(Outcome.NotOffered.class);
            assertThat(publishing.signatures().publication())
                    .isInstanceOf(Outcome.NotOffered.class);
            assertThat(publishing.signatures().provenance()).isInstanceOf(Outcome.NotOffered.class);
            if (!entry.contains("\"_npmUser\"")) {
                assertThat(publishing.history().namesPublishers()).isFalse();
            }
            assertThat(Objects.requireNonNull(rig.report(release.id()).delta()).findings())
                    .extracting(Finding::kind)
                    .doesNotContain(
                            FindingKind.PROVENANCE_LOST,
                            FindingKind.PUBLISHER_CHANGED,
                            FindingKind.SIGNATURE_INVALID);
        }
    }

    private static URI registry() throws InterruptedException {
        try {
            var npm =
                    new ProcessBuilder("npm", "config", "get", "registry")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assumeTrue(npm.waitFor() == 0 && said.startsWith("http"), "npm names no registry");
            return URI.create(said.strip().replaceFirst("/*$", "/"));
        } catch (IOException e) {
            assumeTrue(false, "no npm on this machine");
            throw new AssertionError(e);
        }
    }

    private static String entry(URI registry) throws InterruptedException {
        try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            var request =
                    HttpRequest.newBuilder(registry.resolve(NAME))
                            .timeout(Duration.ofSeconds(20))
                            .build();
            var answer = http.send(request, BodyHandlers.ofString());
            assumeTrue(answer.statusCode() == 200, "the configured registry answers otherwise");
            return answer.body();
        } catch (IOException e) {
            assumeTrue(false, "the configured registry is away");
            throw new AssertionError(e);
        }
    }
}
