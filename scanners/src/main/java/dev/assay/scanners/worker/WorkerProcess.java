package dev.assay.scanners.worker;

import dev.assay.scanners.worker.ScanOutcome.NotScanned;
import dev.assay.scanners.worker.ScanOutcome.Reason;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One worker process, from the outside. Used by one thread at a time. */
final class WorkerProcess {

    /** What {@code -XX:+ExitOnOutOfMemoryError} exits with. */
    private static final int EXIT_OUT_OF_MEMORY = 3;

    private static final int KEPT_ERROR_BYTES = 4_096;
    private static final int LAST_WORDS_SECONDS = 5;

    private final Process process;
    private final DataInputStream answers;
    private final DataOutputStream orders;
    private final CompletableFuture<String> lastWords = new CompletableFuture<>();
    private final int largestAnswer;
    private int scans;
    private boolean healthy = true;

    private WorkerProcess(Process process, int largestAnswer) {
        this.process = process;
        this.largestAnswer = largestAnswer;
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.orders = new DataOutputStream(process.getOutputStream());
        Thread.ofVirtual().start(() -> lastWords.complete(tailOf(process.getErrorStream())));
    }

    /** Starts a process with no environment but a locale, so that file names mean the same. */
    static WorkerProcess start(List<String> command, int largestAnswer) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "PATH", "/usr/bin:/bin"));
        return new WorkerProcess(builder.start(), largestAnswer);
    }

    int scans() {
        return scans;
    }

    /** Whether it may take another order. */
    boolean isHealthy() {
        return healthy && process.isAlive();
    }

    /** Has one order done. */
    <T> CutOutcome<T> work(WorkerProtocol.Order order, Class<T> type, Duration deadline)
            throws InterruptedException {
        scans++;
        var answer = new CompletableFuture<CutOutcome<T>>();
        Thread.ofVirtual().start(() -> converse(order, type, answer));
        try {
            var outcome = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            healthy &=
                    !(outcome instanceof CutOutcome.NotCut<T>(var problem)
                            && problem.reason() != Reason.REJECTED);
            return outcome;
        } catch (TimeoutException e) {
            kill();
            return new CutOutcome.NotCut<>(
                    new NotScanned(
                            Reason.TIMED_OUT,
                            "the scan of "
                                    + order.artifact()
                                    + " did not end within "
                                    + deadline.toSeconds()
                                    + " s and was stopped; a larger assay.scan.deadline gives it"
                                    + " longer"));
        } catch (ExecutionException e) {
            kill();
            return new CutOutcome.NotCut<>(autopsy(order, e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
    }

    /** Ends the process and whatever it started. */
    void kill() {
        healthy = false;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private <T> void converse(
            WorkerProtocol.Order order, Class<T> type, CompletableFuture<CutOutcome<T>> answer) {
        try {
            WorkerProtocol.writeOrder(orders, order);
            answer.complete(WorkerProtocol.readAnswer(answers, largestAnswer, type));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private NotScanned autopsy(WorkerProtocol.Order order, Throwable problem)
            throws InterruptedException {
        var exited = process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        var words = lastWords();
        if (problem instanceof WorkerProtocol.GarbageException) {
            return new NotScanned(
                    Reason.CRASHED,
                    "the worker that scanned "
                            + order.artifact()
                            + " cannot be trusted: "
                            + problem.getMessage());
        }
        if (words.contains("OutOfMemoryError")
                || exited && process.exitValue() == EXIT_OUT_OF_MEMORY) {
            return new NotScanned(
                    Reason.OUT_OF_MEMORY,
                    "the scan of "
                            + order.artifact()
                            + " needs more memory than a worker has; a larger assay.scan.heap gives it"
                            + " more");
        }
        return new NotScanned(
                Reason.CRASHED,
                "the worker ended while it scanned "
                        + order.artifact()
                        + (words.isEmpty() ? "" : "; it said: " + words));
    }

    private String lastWords() throws InterruptedException {
        try {
            return lastWords.get(LAST_WORDS_SECONDS, TimeUnit.SECONDS).strip();
        } catch (ExecutionException | TimeoutException e) {
            return "";
        }
    }

    /** Drains a stream, which must never block the worker, and keeps only its end. */
    private static String tailOf(InputStream in) {
        var kept = new byte[0];
        try (in) {
            var chunk = new byte[KEPT_ERROR_BYTES];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                var joined = Arrays.copyOf(kept, kept.length + count);
                System.arraycopy(chunk, 0, joined, kept.length, count);
                kept =
                        Arrays.copyOfRange(
                                joined,
                                Math.max(0, joined.length - KEPT_ERROR_BYTES),
                                joined.length);
            }
        } catch (IOException e) {
            // The process is gone; what it said before is all there is.
        }
        return new String(kept, StandardCharsets.UTF_8);
    }
}
