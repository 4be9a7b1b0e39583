package dev.assay.scanners.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.scanners.artifact.Tarballs;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.worker.ScanOutcome.NotScanned;
import dev.assay.scanners.worker.ScanOutcome.Reason;
import dev.assay.scanners.worker.ScanOutcome.Scanned;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

final class ScanWorkerTest {

    private static final WorkerSettings SETTINGS =
            new WorkerSettings(64, Duration.ofSeconds(20), 1, 3, 1 << 20);

    @TempDir Path folder;

    private ScanWorker worker;
    private Path artifact;

    @BeforeEach
    void startHostileWorker() throws Exception {
        worker = hostile(SETTINGS);
        artifact = folder.resolve("package.tgz");
        Files.write(artifact, Tarballs.tarball().file("package/index.js", "1").gzipped());
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void keepsOneWarmProcessForSeveralScans() throws Exception {
        assertThat(processOf("honest")).isEqualTo(processOf("honest"));
    }

    @Test
    void replacesAProcessAfterItsShareOfScans() throws Exception {
        var first = processOf("honest");
        processOf("honest");
        processOf("honest");

        assertThat(processOf("honest")).isNotEqualTo(first);
    }

    @Test
    void namesACrash() throws Exception {
        assertThat(failureOf("crashes").reason()).isEqualTo(Reason.CRASHED);
        assertThatTheNextScanWorks();
    }

    @Test
    void keepsTheLastWordsOfACrashWithinBounds() throws Exception {
        var failure = failureOf("crashes-loudly");

        assertThat(failure.message()).contains("the end is near");
        assertThat(failure.message().length()).isLessThan(5_000);
        assertThatTheNextScanWorks();
    }

    @Test
    void killsAHangWithEverythingItStarted() throws Exception {
        worker.close();
        worker = hostile(new WorkerSettings(64, Duration.ofSeconds(8), 1, 3, 1 << 20));

        var failure = failureOf("hangs");

        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure.message()).contains("within 8 s");
        childrenOfTheHang().forEach(child -> child.onExit().orTimeout(5, TimeUnit.SECONDS).join());
        assertThat(childrenOfTheHang()).isEmpty();
        assertThatTheNextScanWorks();
    }

    @Test
    void namesExhaustedMemory() throws Exception {
        assertThat(failureOf("exhausts-memory").reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        assertThatTheNextScanWorks();
    }

    @Test
    void namesAnExhaustedStack() throws Exception {
        var failure = failureOf("exhausts-stack");

        assertThat(failure.reason()).isEqualTo(Reason.CRASHED);
        assertThat(failure.message()).contains("nested deeper");
        assertThatTheNextScanWorks();
    }

    @Test
    void namesAnAnalysisThatFails() throws Exception {
        assertThat(failureOf("throws").message()).contains("unexpected token");
        assertThatTheNextScanWorks();
    }

    @Test
    void doesNotBelieveGarbage() throws Exception {
        var failure = failureOf("talks-garbage");

        assertThat(failure.reason()).isEqualTo(Reason.CRASHED);
        assertThat(failure.message()).contains("cannot be trusted");
        assertThatTheNextScanWorks();
    }

    @Test
    void doesNotReadAnAnswerBeyondTheLimit() throws Exception {
        assertThat(failureOf("talks-endlessly").message()).contains("exceeds 1048576 bytes");
        assertThatTheNextScanWorks();
    }

    @Test
    void letsLibrariesPrintWithoutHarm() throws Exception {
        assertThat(scan("prints")).isInstanceOf(Scanned.class);
    }

    @Test
    void hasNoNetworkWhereTheMachineAllowsNamespaces() throws Exception {
        assumeTrue(worker.isolation().holds(), worker.isolation().description());

        assertThat(worker.isolation().description()).isEqualTo("network namespace");
        assertThat(failureOf("phones-home").message()).contains("Network is unreachable");
    }

    @Test
    void namesADamagedArtifact() throws Exception {
        Files.writeString(artifact, "no tarball");

        var failure = failureOf("honest");

        assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
        assertThat(failure.message()).contains("package.tgz");
    }

    @Test
    void namesAProcessThatCannotBeStarted() throws Exception {
        worker.close();
        worker = new ScanWorker(List.of("/nonexistent/java"), SETTINGS);

        assertThat(failureOf("honest").reason()).isEqualTo(Reason.CRASHED);
    }

    @Test
    void scansAsManyAtOnceAsItHasProcesses() throws Exception {
        worker.close();
        worker = hostile(new WorkerSettings(64, Duration.ofSeconds(20), 2, 10, 1 << 20));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    IntStream.range(0, 6)
                            .mapToObj(i -> threads.submit(() -> processOf("honest")))
                            .toList();
            var processes = new TreeSet<String>();
            for (var answer : answers) {
                processes.add(answer.get());
            }
            assertThat(processes).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void scansWithTheRealAnalysers() throws Exception {
        worker.close();
        worker =
                new ScanWorker(
                        WorkerCommand.ofCurrentClassPath(WorkerSettings.DEFAULT),
                        WorkerSettings.DEFAULT);
        Files.write(
                artifact,
                Tarballs.tarball()
                        .file("package/package.json", "{\"name\":\"@a/b\",\"version\":\"1.2.3\"}")
                        .gzipped());

        var outcome = worker.scan(artifact, null);

        assertThat(outcome).isInstanceOf(Scanned.class);
        assertThat(((Scanned) outcome).profile().purl()).isEqualTo("pkg:npm/%40a/b@1.2.3");
    }

    private static ScanWorker hostile(WorkerSettings settings) throws InterruptedException {
        return new ScanWorker(
                WorkerCommand.ofCurrentClassPath(settings, HostileWorker.class), settings);
    }

    private ScanOutcome scan(String behaviour) throws InterruptedException {
        return worker.scan(artifact, Purl.npm(behaviour, "1.0.0"));
    }

    private NotScanned failureOf(String behaviour) throws InterruptedException {
        var outcome = scan(behaviour);
        assertThat(outcome).isInstanceOf(NotScanned.class);
        return (NotScanned) outcome;
    }

    private String processOf(String behaviour) throws InterruptedException {
        var outcome = scan(behaviour);
        assertThat(outcome).isInstanceOf(Scanned.class);
        return ((Scanned) outcome).profile().purl().split("#")[1];
    }

    private static List<ProcessHandle> childrenOfTheHang() {
        return ProcessHandle.allProcesses()
                .filter(
                        process ->
                                process.info()
                                        .arguments()
                                        .filter(a -> List.of(a).contains(HostileWorker.LONG_SLEEP))
                                        .isPresent())
                .toList();
    }

    private void assertThatTheNextScanWorks() throws InterruptedException {
        assertThat(scan("honest")).isInstanceOf(Scanned.class);
    }
}
