package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.javascript.syntax.Scripts;
import dev.assay.scanners.javascript.syntax.SourceText;
import dev.assay.scanners.javascript.syntax.SyntaxProblem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Parses files side by side, each on a thread with a deep stack and under a deadline. A thread that
 * overruns cannot be ended, so it is left behind; after too many of them nothing more is started.
 */
final class Reader {

    private static final int MOST_LEFT_BEHIND = 3;

    /** How reading one file ended. */
    sealed interface Outcome {
        record Read(Script script) implements Outcome {}

        record Unread(String file, String reason) implements Outcome {}
    }

    private final AnalysisLimits limits;
    private final Map<String, byte[]> files;
    private int leftBehind;

    Reader(AnalysisLimits limits, Map<String, byte[]> files) {
        this.limits = limits;
        this.files = files;
    }

    /** The outcomes in the order of the names. */
    List<Outcome> read(List<String> names) {
        var tasks = new ArrayList<FutureTask<Outcome>>(names.size());
        var outcomes = new ArrayList<Outcome>(names.size());
        for (var name : names) {
            // Only as many are in flight as there are slots, so the oldest is always the one to
            // wait for.
            while (tasks.size() - outcomes.size() >= limits.threads()) {
                outcomes.add(await(tasks.get(outcomes.size()), names.get(outcomes.size())));
            }
            tasks.add(start(name));
        }
        while (outcomes.size() < names.size()) {
            outcomes.add(await(tasks.get(outcomes.size()), names.get(outcomes.size())));
        }
        return outcomes;
    }

    private FutureTask<Outcome> start(String name) {
        var task = new FutureTask<Outcome>(() -> readOne(name));
        if (leftBehind > MOST_LEFT_BEHIND) {
            return task;
        }
        var thread = new Thread(null, task, "parse", limits.stackBytes());
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private Outcome await(FutureTask<Outcome> task, String name) {
        if (leftBehind > MOST_LEFT_BEHIND && !task.isDone()) {
            return new Outcome.Unread(name, "not started: too many files took too long to parse");
        }
        try {
            return task.get(limits.fileTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            leftBehind++;
            return new Outcome.Unread(
                    name, "parsing took longer than %d s".formatted(limits.fileTime().toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unread(name, "the scan was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StackOverflowError) {
                return new Outcome.Unread(name, "nested too deeply to parse");
            }
            if (e.getCause() instanceof OutOfMemoryError) {
                return new Outcome.Unread(name, "needs more memory to parse than a scan may use");
            }
            // Hostile text that trips the parser is an unread file, not a failed scan.
            return new Outcome.Unread(name, "the parser failed on it: " + e.getCause());
        }
    }

    private Outcome readOne(String name) {
        var bytes = files.getOrDefault(name, new byte[0]);
        if (bytes.length > limits.fileBytes()) {
            var reason =
                    "%,d bytes, more than the limit of %,d"
                            .formatted(bytes.length, limits.fileBytes());
            return new Outcome.Unread(name, reason);
        }
        var text = SourceText.decode(bytes);
        if (text == null) {
            return new Outcome.Unread(name, "not UTF-8");
        }
        try {
            return new Outcome.Read(Scripts.read(name, text));
        } catch (SyntaxProblem e) {
            return new Outcome.Unread(name, "not JavaScript: " + e.reason());
        }
    }
}
