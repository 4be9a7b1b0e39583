package dev.assay.registry.gate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the clients of one test class print, a chapter for each test. With {@code
 * ASSAY_WRITE_DOCS=1} it is written into {@code docs/clients}, so that whoever looks for what they
 * see on their screen finds it. It is compared with nothing: another version of a client says it in
 * other words, and what counts of them is asserted by the tests.
 */
public final class Transcripts implements BeforeEachCallback, AfterAllCallback {

    private static final Path FOLDER = Path.of("../docs/clients");
    private static final int MOST_LINES = 30;
    private static final int LONGEST_LINE = 400;

    private static final Pattern OF_THE_MACHINE =
            Pattern.compile(
                    "file:/|^\\s+at \\S+ \\(|^org\\.eclipse\\.aether|Running pip as|^@jsr:"
                            + "|Total time:|Finished at:|^[Oo]pen(jdk|JDK) ");

    /** What a client was told, and what became of it. */
    record Noted(List<String> command, ClientRun run) {

        /** Whether it asks nobody: it prepares what is asked then. */
        private boolean isLocal() {
            return command.getFirst().equals("git") && command.contains("init");
        }

        private boolean isRefused() {
            return run.exit() != 0;
        }
    }

    /** Where a test stands: whether it shows what is approved, what is not, or both in turn. */
    enum Chapter {
        SERVED("Served"),
        BOTH("Served, and refused beside it"),
        REFUSED("Where something is refused");

        private final String title;

        Chapter(String title) {
            this.title = title;
        }

        static Chapter of(List<Noted> noted) {
            if (noted.stream().noneMatch(Noted::isRefused)) {
                return SERVED;
            }
            return noted.stream().filter(each -> !each.isLocal()).allMatch(Noted::isRefused)
                    ? REFUSED
                    : BOTH;
        }
    }

    private static final ThreadLocal<@Nullable List<Noted>> CURRENT = new ThreadLocal<>();

    private static final ThreadLocal<@Nullable Map<String, List<Noted>>> CHAPTERS =
            new ThreadLocal<>();

    private final String client;
    private final String[] version;
    private final Map<String, List<Noted>> chapters = new TreeMap<>();

    /**
     * @param client what the page is called
     * @param version the command by which the client, or what it runs on, says its version
     */
    public Transcripts(String client, String... version) {
        this.client = client;
        this.version = version;
    }

    static void note(List<String> command, ClientRun run) {
        var current = CURRENT.get();
        if (current != null) {
            current.add(new Noted(List.copyOf(command), run));
        }
    }

    /** Begins a chapter of its own in the midst of a test. */
    static void chapter(String title) {
        var chapters = CHAPTERS.get();
        if (chapters != null) {
            var noted = new ArrayList<Noted>();
            CURRENT.set(noted);
            chapters.put(title, noted);
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        if (System.getenv("ASSAY_WRITE_DOCS") != null) {
            var noted = new ArrayList<Noted>();
            CURRENT.set(noted);
            CHAPTERS.set(chapters);
            chapters.put(sentence(test.getRequiredTestMethod().getName()), noted);
        }
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException, InterruptedException {
        CURRENT.remove();
        CHAPTERS.remove();
        chapters.values().removeIf(List::isEmpty);
        if (chapters.isEmpty()) {
            return;
        }
        var page = new StringBuilder("# What one sees of " + client + "\n\n");
        page.append("Written by `")
                .append(tests.getRequiredTestClass().getSimpleName())
                .append("` with ")
                .append(version[0].startsWith("n") ? version[0] + " " : "")
                .append(
                        everywhere(ClientRun.of(new ProcessBuilder(version)).output())
                                .lines()
                                .filter(line -> tells(line) && line.matches(".*\\d.*"))
                                .findFirst()
                                .orElseThrow())
                .append(", whose registry is Assay's gate. Each chapter is one test.\n");
        for (var chapter : Chapter.values()) {
            write(page, chapter);
        }
        Files.createDirectories(FOLDER);
        Files.writeString(
                FOLDER.resolve(client.toLowerCase(Locale.ROOT).replace(' ', '-') + ".md"), page);
    }

    private void write(StringBuilder page, Chapter chapter) {
        var its = new TreeMap<>(chapters);
        its.values().removeIf(noted -> Chapter.of(noted) != chapter);
        if (its.isEmpty()) {
            return;
        }
        page.append("\n## ").append(chapter.title).append('\n');
        its.forEach(
                (name, noted) -> {
                    page.append("\n### ").append(name).append("\n\n```console\n");
                    noted.forEach(each -> write(page, each));
                    page.append("```\n");
                });
    }

    private static void write(StringBuilder page, Noted noted) {
        page.append("$ ").append(everywhere(String.join(" ", noted.command()))).append('\n');
        var lines = everywhere(noted.run().output()).lines().filter(Transcripts::tells).toList();
        lines.stream()
                .limit(MOST_LINES)
                .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
                .forEach(line -> page.append(line.stripTrailing()).append('\n'));
        if (lines.size() > MOST_LINES) {
            page.append("… ").append(lines.size() - MOST_LINES).append(" more lines\n");
        }
        if (noted.run().exit() != 0) {
            page.append("[exit ").append(noted.run().exit()).append("]\n");
        }
    }

    /** Whether a line says something of the gate, and not of the machine that this ran on. */
    private static boolean tells(String line) {
        return !line.isBlank() && !OF_THE_MACHINE.matcher(line).find();
    }

    /** Without what is of one machine and one run alone. */
    private static String everywhere(String text) {
        return text.replaceAll("\\S*/target/clients/node_modules/\\S*/(\\w+)\\.c?js", "$1")
                .replaceAll("\\S*/target/clients/maven/bin/mvn", "mvn")
                .replaceAll("(file://)?/tmp/junit[-\\w]*", "~")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "gate.example")
                .replaceAll("\\b[0-9a-f]{32}\\b", "RELEASE-ID")
                .replaceAll("(~/[a-z]+)\\d{10,}", "$1")
                .replaceAll(" from /\\S+", "")
                .replaceAll("\\x1b\\[[0-9;]*m", "")
                .replace("python3 -m pip", "pip");
    }

    private static String sentence(String method) {
        var words = method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT).strip();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
