package dev.assay.scanners.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of these same classes that does one thing: it reads all of its input, writes one answer
 * and ends. What it needs of memory it gives back with its end.
 */
public final class OneShot {

    /** How it ended. */
    public sealed interface Outcome {

        record Answered(byte[] answer) implements Outcome {}

        /**
         * @param reason one sentence
         */
        record Failed(String reason) implements Outcome {}
    }

    private static final int KEPT_WORDS = 1_000;

    private OneShot() {}

    /**
     * Runs it to its end.
     *
     * @param entryPoint has a {@code main} that reads standard input and writes standard output
     * @param flags further options of the JVM, such as system properties
     * @param settings for heap, deadline and the longest answer
     */
    public static Outcome run(
            Class<?> entryPoint, List<String> flags, byte[] input, WorkerSettings settings)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(WorkerCommand.ofCurrentClassPath(settings, entryPoint));
        command.addAll(1, flags);
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "PATH", "/usr/bin:/bin"));
        var process = builder.start();
        try {
            var answer = reading(process.getInputStream(), settings.largestAnswer());
            var words = reading(process.getErrorStream(), Integer.MAX_VALUE);
            Thread.ofVirtual().start(() -> write(process, input));
            if (!process.waitFor(settings.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome.Failed(
                        "it did not end within " + settings.deadline().toSeconds() + " s");
            }
            return process.exitValue() == 0
                    ? new Outcome.Answered(answer.get(30, TimeUnit.SECONDS))
                    : new Outcome.Failed(lastWords(words, process.exitValue()));
        } catch (ExecutionException e) {
            return new Outcome.Failed(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            return new Outcome.Failed("its answer did not end");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void write(Process process, byte[] input) {
        try (var out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            // It ended before it had read all; its exit code says more than this does.
        }
    }

    /** Drains a stream so that it never blocks the process, and refuses what is too long. */
    private static CompletableFuture<byte[]> reading(InputStream in, int most) {
        var all = new CompletableFuture<byte[]>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (in) {
                                var bytes = in.readNBytes(most);
                                if (in.read() >= 0) {
                                    all.completeExceptionally(
                                            new IOException(
                                                    "it answered more than " + most + " bytes"));
                                    in.transferTo(java.io.OutputStream.nullOutputStream());
                                } else {
                                    all.complete(bytes);
                                }
                            } catch (IOException e) {
                                all.completeExceptionally(e);
                            }
                        });
        return all;
    }

    private static String lastWords(CompletableFuture<byte[]> words, int status)
            throws InterruptedException, ExecutionException, TimeoutException {
        var said = new String(words.get(5, TimeUnit.SECONDS), StandardCharsets.UTF_8).strip();
        var end = said.substring(Math.max(0, said.length() - KEPT_WORDS));
        return "it ended with " + status + (end.isEmpty() ? "" : ": " + end);
    }

    /** What such a process may cost, with a deadline of its own. */
    public static WorkerSettings costing(int heapMegabytes, Duration deadline, int largestAnswer) {
        return new WorkerSettings(heapMegabytes, deadline, 1, 1, largestAnswer);
    }
}
