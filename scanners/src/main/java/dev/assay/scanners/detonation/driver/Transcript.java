package dev.assay.scanners.detonation.driver;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What was said, line by line, until it is full. */
public final class Transcript {

    /**
     * One line.
     *
     * @param from {@code client}, {@code server} or {@code errors}, the server's standard error
     * @param text at most {@value #LONGEST} characters
     */
    public record Line(String from, String text) {}

    static final int LONGEST = 8_192;
    private static final int MOST_LINES = 4_000;
    private static final int MOST_CHARACTERS = 2 << 20;

    private final List<Line> lines = new ArrayList<>();
    private int characters;
    private int dropped;

    public synchronized void add(String from, String text) {
        var kept = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        if (lines.size() == MOST_LINES || characters + kept.length() > MOST_CHARACTERS) {
            dropped++;
            return;
        }
        characters += kept.length();
        lines.add(new Line(from, kept));
    }

    /** Writes down what a process says on both of its streams until it ends, or the time is up. */
    public void hear(Process process, Duration patience) throws InterruptedException {
        var output = Thread.ofVirtual().start(() -> hear("server", process.getInputStream()));
        var errors = Thread.ofVirtual().start(() -> hear("errors", process.getErrorStream()));
        if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            output.join(Duration.ofSeconds(1));
            errors.join(Duration.ofSeconds(1));
        } else {
            add("client", "It did not end within " + patience.toSeconds() + " s.");
        }
    }

    private void hear(String from, InputStream stream) {
        try (stream) {
            var lines = new BoundedLines(stream, LONGEST);
            for (var line = lines.next(); line != null; line = lines.next()) {
                add(from, line);
            }
        } catch (IOException e) {
            // The process has been ended.
        }
    }

    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** How many lines were too many. */
    public synchronized int dropped() {
        return dropped;
    }
}
