package dev.assay.scanners.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.worker.ScanOutcome.NotScanned;
import dev.assay.scanners.worker.ScanOutcome.Reason;
import dev.assay.scanners.worker.ScanOutcome.Scanned;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Whole packages that want to be too much, from the tarball through the worker process: each ends
 * in time, and in an outcome with a name. Builds try a fraction of each, {@code ./test long faults}
 * all of it.
 */
@Tag("faults")
class HostilePackagesTest {

    private static final boolean WHOLE = "faults".equals(System.getProperty("assay.long"));

    private static final WorkerSettings SETTINGS = WorkerSettings.DEFAULT;

    /** For starting a process anew, and for a machine that does other things as well. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    @TempDir static Path folder;

    private static ScanWorker worker;

    @BeforeAll
    static void start() throws InterruptedException {
        worker = new ScanWorker(WorkerCommand.ofCurrentClassPath(SETTINGS), SETTINGS);
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    static List<HostilePackages> packages() {
        return HostilePackages.ALL;
    }

    @ParameterizedTest
    @MethodSource("packages")
    void endsInTimeWithANamedOutcome(HostilePackages hostile) throws Exception {
        var tarball = folder.resolve("hostile.tar");
        var amount = WHOLE ? hostile.whole() : Math.max(50, hostile.whole() / 50);
        // Not packed: all of these would be refused for their ratio, and show nothing else.
        try (var out = Files.newOutputStream(tarball)) {
            hostile.of(amount).writeTo(out);
        }

        var start = System.nanoTime();
        var outcome = worker.scan(tarball, null);
        var took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(took).isLessThan(SETTINGS.deadline().plus(SLACK));
        switch (outcome) {
            case Scanned(var profile) -> {
                var coverage = profile.coverage();
                if (coverage.parsedCodeBytes() < coverage.codeBytes()) {
                    assertThat(coverage.unparsed()).isNotEmpty();
                    assertThat(coverage.unparsed())
                            .allSatisfy(missed -> assertThat(missed.reason()).isNotBlank());
                }
            }
            case NotScanned(var reason, var message) -> {
                assertThat(reason).as(message).isNotEqualTo(Reason.CRASHED);
                assertThat(message).isNotBlank();
                // A fraction is no more than honest packages have, but for depth.
                assertThat(WHOLE || reason == Reason.REJECTED).as(message).isTrue();
            }
        }
        if (WHOLE) {
            System.out.printf(
                    Locale.ROOT,
                    "%s (%,d): %.1f s, %s%n",
                    hostile,
                    amount,
                    took.toMillis() / 1e3,
                    told(outcome));
        }
    }

    private static String told(ScanOutcome outcome) {
        return switch (outcome) {
            case Scanned(var profile) ->
                    profile.coverage().unparsed().isEmpty()
                            ? "scanned"
                            : "scanned, unread: "
                                    + profile.coverage().unparsed().getFirst().reason();
            case NotScanned(var reason, var message) -> reason + ": " + message;
        };
    }
}
