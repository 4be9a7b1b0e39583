package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.javascript.syntax.Scripts;
import dev.assay.scanners.javascript.syntax.SourceText;
import dev.assay.scanners.javascript.syntax.SyntaxProblem;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Parses files side by side, each on a thread with a deep stack and under a deadline. A thread that
 * overruns cannot be ended, so it is left behind; after too many of them nothing more is started.
 */
final class Reader {

    private static final int MOST_LEFT_BEHIND = 3;
    private static final int POLL_MILLIS = 50;
    private static final int CLOCK_FACTOR = 6;

    /** How reading one file ended. */
    sealed interface Outcome {
        record Read(Script script) implements Outcome {}

        record Unread(String file, String reason) implements Outcome {}
    }

    private final AnalysisLimits limits;
    private final Map<String, byte[]> files;
    private final List<FrontEnd> languages;
    private final ReadScripts known;
    private int leftBehind;

    Reader(
            AnalysisLimits limits,
            Map<String, byte[]> files,
            List<FrontEnd> languages,
            ReadScripts known) {
        this.limits = limits;
        this.files = files;
        this.languages = languages;
        this.known = known;
    }

    /** Gives the outcomes in the order of the names, and keeps none of them. */
    void read(List<String> names, Consumer<Outcome> outcomes) {
        var inFlight = new ArrayDeque<Parse>();
        for (var name : names) {
            while (inFlight.size() >= limits.threads()) {
                outcomes.accept(await(inFlight.poll()));
            }
            if (leftBehind > MOST_LEFT_BEHIND) {
                while (!inFlight.isEmpty()) {
                    outcomes.accept(await(inFlight.poll()));
                }
                var reason = "not started: too many files took too long to parse";
                outcomes.accept(new Outcome.Unread(name, reason));
            } else {
                inFlight.add(start(name));
            }
        }
        while (!inFlight.isEmpty()) {
            outcomes.accept(await(inFlight.poll()));
        }
    }

    private record Parse(
            ReadScripts.Key key, FutureTask<Outcome> task, Thread thread, long startNanos) {

        String name() {
            return key.file();
        }
    }

    private Parse start(String name) {
        var bytes = bytes(name);
        var key = ReadScripts.Key.of(name, bytes);
        var task = new FutureTask<Outcome>(() -> readOne(key, bytes));
        var thread = new Thread(null, task, "parse", limits.stackBytes());
        thread.setDaemon(true);
        thread.start();
        return new Parse(key, task, thread, System.nanoTime());
    }

    private byte[] bytes(String name) {
        return files.getOrDefault(name, new byte[0]);
    }

    private Outcome await(Parse parse) {
        while (true) {
            try {
                var outcome = parse.task().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (outcome instanceof Outcome.Read(var script)) {
                    known.keep(parse.key(), script, bytes(parse.name()).length);
                }
                return outcome;
            } catch (TimeoutException e) {
                if (isOverdue(parse)) {
                    leftBehind++;
                    var seconds = limits.fileTime().toSeconds();
                    return new Outcome.Unread(
                            parse.name(), "parsing took longer than %d s".formatted(seconds));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome.Unread(parse.name(), "the scan was interrupted");
            } catch (ExecutionException e) {
                return new Outcome.Unread(parse.name(), reason(e.getCause()));
            }
        }
    }

    /**
     * The deadline counts the thread's own time, so that a busy machine does not decide what is
     * read; and several times as much on the clock, so that it ends in any case.
     */
    private boolean isOverdue(Parse parse) {
        var threads = ManagementFactory.getThreadMXBean();
        var limit = limits.fileTime().toNanos();
        var used = threads.getThreadCpuTime(parse.thread().threadId());
        return used > limit || System.nanoTime() - parse.startNanos() > limit * CLOCK_FACTOR;
    }

    private static String reason(@Nullable Throwable cause) {
        return switch (cause) {
            case StackOverflowError e -> "nested too deeply to parse";
            case OutOfMemoryError e -> "needs more memory to parse than a scan may use";
            // Hostile text that trips the parser is an unread file, not a failed scan.
            case null, default -> "the parser failed on it: " + cause;
        };
    }

    private Outcome readOne(ReadScripts.Key key, byte[] bytes) {
        var name = key.file();
        if (bytes.length > limits.fileBytes()) {
            var reason =
                    "%,d bytes, more than the limit of %,d"
                            .formatted(bytes.length, limits.fileBytes());
            return new Outcome.Unread(name, reason);
        }
        var before = known.find(key);
        if (before != null) {
            return new Outcome.Read(before);
        }
        var text = SourceText.decode(bytes);
        if (text == null) {
            return new Outcome.Unread(name, "not UTF-8");
        }
        var language = FrontEnd.of(languages, name, bytes);
        try {
            return new Outcome.Read(
                    language == null ? Scripts.read(name, text) : language.read(name, text));
        } catch (SyntaxProblem e) {
            var title = language == null ? "JavaScript" : language.title();
            return new Outcome.Unread(name, "not " + title + ": " + e.reason());
        }
    }
}
