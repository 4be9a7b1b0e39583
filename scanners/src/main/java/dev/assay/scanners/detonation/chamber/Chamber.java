package dev.assay.scanners.detonation.chamber;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs a process of these same classes where every address of every network is its own, no file of
 * the host but what it is handed is there, and all of it is gone at the end. In it, {@link Cell}
 * holds the programs of a release.
 */
public final class Chamber {

    /** A folder that only the entry point's own process should write; empty at the start. */
    public static final Path WORK = Path.of("/assay/work");

    /** A folder for what cells may write: filling it takes nothing from {@link #WORK}. */
    public static final Path SCRATCH = Path.of("/assay/scratch");

    private static final int KEPT_LINES = 20;
    private static final int LONGEST_LINE = 2_000;
    private static final int ENDING_SECONDS = 10;

    private final String system;
    private final Tools tools;
    private final boolean root;
    private final @Nullable Calls calls;

    /**
     * @param system the name of the operating system
     * @param root whether this process is root and can become another user
     */
    Chamber(String system, Tools tools, boolean root, @Nullable Calls calls) {
        this.system = system;
        this.tools = tools;
        this.root = root;
        this.calls = calls;
    }

    /** What this host has for it. */
    public static Chamber ofHost() {
        return new Chamber(
                System.getProperty("os.name", ""),
                Tools.ofHost(),
                HostFacts.canBecomeAnother(),
                Calls.ofThisMachine());
    }

    /**
     * Tries to get out of a chamber of this host, which takes a few seconds. To be asked before
     * anything is run that is not ours, once per start of the service.
     */
    public Isolation prove() throws IOException, InterruptedException {
        return new SelfTest(this).run();
    }

    /**
     * Runs an order to its end.
     *
     * @param progress hears each line of standard error, cut to a bounded length
     */
    public Outcome run(Order order, Consumer<String> progress)
            throws IOException, InterruptedException {
        var missing = missing();
        var bubblewrap = tools.find("bwrap");
        if (missing != null || bubblewrap == null || calls == null) {
            return new Outcome.NotRun(
                    missing == null
                            ? new NotIsolated("bubblewrap is gone", "Install bubblewrap.")
                            : missing);
        }
        if (root) {
            for (var folder : order.folders()) {
                HandedOver.toOthers(folder);
            }
        }
        try (var groups = ControlGroups.of(order.memoryMegabytes(), order.processes());
                var kit = Kit.of(calls)) {
            var command =
                    new OuterCommand(root, bubblewrap).of(order, Ports.USUAL, kit.folder(), groups);
            var builder = new ProcessBuilder(command);
            builder.environment().clear();
            builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "PATH", Places.PATH));
            var process = Launcher.start(builder);
            try {
                return converse(process, order, progress);
            } finally {
                end(process);
            }
        }
    }

    /**
     * Ends the first process of the namespace, which the kernel lets go only when it has ended all
     * others of it, and waits for the one outside that waits for that.
     */
    private static void end(Process process) throws InterruptedException {
        process.children().forEach(ProcessHandle::destroyForcibly);
        if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
            // What is inside has asked to die with it.
            process.destroyForcibly();
            process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** One sentence. */
    String way() {
        return root
                ? "Namespaces and bubblewrap, started as root and run as a user without a name."
                : "Namespaces and bubblewrap, all of an ordinary user.";
    }

    /** One sentence. */
    String memory() throws IOException {
        try (var groups = ControlGroups.of(64, 64)) {
            return groups.holdMemory()
                    ? "A control group holds all processes and files in memory of a run together."
                    : "Each process has a limit of its own, and so has each folder in memory; no"
                            + " control group can be made here that holds them together.";
        }
    }

    private @Nullable NotIsolated missing() {
        if (!system.equals("Linux")) {
            return new NotIsolated(
                    "this system is not Linux, and only its namespaces are known to Assay",
                    "Run Assay on Linux.");
        }
        if (calls == null) {
            return new NotIsolated(
                    "the system calls of this kind of processor are not known to Assay",
                    "Run Assay on x86_64 or aarch64.");
        }
        var tool = tools.missing();
        return tool == null ? HostFacts.noUserNamespaces() : tool;
    }

    private static Outcome converse(Process process, Order order, Consumer<String> progress)
            throws InterruptedException {
        var end = System.nanoTime() + order.deadline().toNanos();
        var answer = answer(process.getInputStream(), order.largestAnswer());
        var words = lines(process.getErrorStream(), progress);
        Thread.ofVirtual().start(() -> write(process, order.input()));
        try {
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return new Outcome.TimedOut(order.deadline());
            }
            if (process.exitValue() != 0) {
                return new Outcome.Failed(
                        "it ended with "
                                + process.exitValue()
                                + ": "
                                + words.get(ENDING_SECONDS, TimeUnit.SECONDS));
            }
            return new Outcome.Answered(answer.get(ENDING_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return new Outcome.Failed(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            return new Outcome.Failed("its answer did not end");
        }
    }

    private static void write(Process process, byte[] input) {
        try (var out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            // It ended before it had read all; its exit code says more than this does.
        }
    }

    private static CompletableFuture<byte[]> answer(InputStream in, int most) {
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
                                }
                                all.complete(bytes);
                            } catch (IOException e) {
                                all.completeExceptionally(e);
                            }
                        });
        return all;
    }

    /** Hands lines on, and keeps the last ones. */
    private static CompletableFuture<String> lines(InputStream in, Consumer<String> progress) {
        var said = new CompletableFuture<String>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            var last = new ArrayDeque<String>();
                            try (var reader =
                                    new BufferedReader(
                                            new InputStreamReader(in, StandardCharsets.UTF_8))) {
                                for (var line = line(reader); line != null; line = line(reader)) {
                                    last.add(line);
                                    if (last.size() > KEPT_LINES) {
                                        last.remove();
                                    }
                                    progress.accept(line);
                                }
                            } catch (IOException e) {
                                // It is gone; what it said before is all there is.
                            } finally {
                                said.complete(String.join(" | ", last));
                            }
                        });
        return said;
    }

    /** The next line, at most so long; null at the end. */
    private static @Nullable String line(BufferedReader reader) throws IOException {
        var line = new StringBuilder();
        for (var c = reader.read(); c != '\n'; c = reader.read()) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
