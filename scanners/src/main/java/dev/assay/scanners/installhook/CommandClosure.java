package dev.assay.scanners.installhook;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.manifest.PackageFiles;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The files of a package that a shell command runs with: those it names, those that they name, and
 * so on. A name is any word of the command, or any quoted text in a file, that is a file of the
 * package: too many rather than too few, because what is left out could change unseen.
 */
final class CommandClosure {

    private static final int MAX_FILES = 5_000;
    private static final int MAX_READ_BYTES = 4 << 20;
    private static final int MAX_SCRIPTS = 200;
    private static final int LONGEST_QUOTED = 200;
    private static final Pattern STARTED =
            Pattern.compile("\\b(?:node|bun|tsx|sh|bash|python3?)\\s+[\\w./\\\\-]{1,200}");

    /** Of {@link #STARTED}'s words. */
    private static final String LAST_LETTERS = "enxh3";

    private static final int LONGEST_INTERPRETER = "python3".length();
    private static final String AMBIGUOUS = "";

    private final SortedMap<String, byte[]> files;
    private final Map<String, String> scripts;
    private final PackageFiles packageFiles;
    private final Map<String, String> byName = new HashMap<>();

    CommandClosure(SortedMap<String, byte[]> files, Map<String, String> scripts) {
        this.files = files;
        this.scripts = scripts;
        this.packageFiles = new PackageFiles(files);
    }

    /** The files that a command names itself, also through {@code npm run}. */
    SortedSet<String> filesOf(String command) {
        var named = new TreeSet<String>();
        var seen = new TreeSet<String>();
        var commands = new ArrayDeque<String>();
        commands.add(command);
        while (!commands.isEmpty()) {
            var current = commands.remove();
            addFiles(current, "", named);
            for (var name : ShellWords.scripts(current)) {
                // npm runs these three as one.
                for (var script : List.of("pre" + name, name, "post" + name)) {
                    var text = scripts.get(script);
                    if (text != null && seen.size() < MAX_SCRIPTS && seen.add(script)) {
                        commands.add(text);
                    }
                }
            }
        }
        return named;
    }

    private void addFiles(String command, String folder, SortedSet<String> named) {
        for (var candidate : ShellWords.candidates(command)) {
            var base = folder.isEmpty() ? candidate.folder() : folder + "/" + candidate.folder();
            var file = packageFiles.resolve(base, candidate.word());
            if (file == null) {
                file = packageFiles.resolve("", candidate.word());
            }
            if (file != null) {
                named.add(file);
            }
        }
    }

    /**
     * Of the files of a closure, those of data, with the digest of what is in them but for dates
     * and versions.
     */
    SortedMap<String, Object> unstamped(SortedMap<String, Object> closure) {
        var digests = new TreeMap<String, Object>();
        for (var file : closure.keySet()) {
            var bytes = files.get(file);
            if (bytes != null
                    && bytes.length <= MAX_READ_BYTES
                    && Stamps.mayBeIn(file, bytes.length)) {
                var left = Stamps.without(text(bytes)).getBytes(StandardCharsets.UTF_8);
                digests.put(file, Sha256.of(left).hex());
            }
        }
        return digests;
    }

    /** The whole closure, each file with its digest. */
    SortedMap<String, Object> digestsOf(String command) {
        var found = new TreeSet<>(filesOf(command));
        var waiting = new ArrayDeque<>(found);
        while (!waiting.isEmpty() && found.size() < MAX_FILES) {
            var file = waiting.remove();
            var bytes = files.get(file);
            if (bytes != null && bytes.length <= MAX_READ_BYTES) {
                for (var named : namedIn(file, text(bytes))) {
                    if (found.add(named)) {
                        waiting.add(named);
                    }
                }
            }
        }
        var digests = new TreeMap<String, Object>();
        for (var file : found) {
            digests.put(file, Sha256.of(files.getOrDefault(file, new byte[0])).hex());
        }
        return digests;
    }

    private SortedSet<String> namedIn(String file, String text) {
        var folder = file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
        var named = new TreeSet<String>();
        addQuoted(folder, text, named);
        addStarted(folder, text, named);
        if (isShell(file, text)) {
            addFiles(text, folder, named);
        }
        return named;
    }

    /**
     * What stands behind the name of an interpreter. The expression is tried only where a blank
     * follows the last letter of one: a bundle has millions of other places.
     */
    private void addStarted(String folder, String text, SortedSet<String> named) {
        var started = STARTED.matcher(text).useTransparentBounds(true);
        var free = 0;
        for (var at = 1; at < text.length(); at++) {
            if (!isBlank(text.charAt(at)) || LAST_LETTERS.indexOf(text.charAt(at - 1)) < 0) {
                continue;
            }
            var start = at - 1;
            while (start > 0 && at - start < LONGEST_INTERPRETER && isWord(text, start - 1)) {
                start--;
            }
            if (start >= free && started.region(start, text.length()).lookingAt()) {
                addFiles(started.group(), folder, named);
                free = started.end();
            }
        }
    }

    private static boolean isWord(String text, int at) {
        var c = text.charAt(at);
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    /** What stands between two quotes of a kind, without blanks or other quotes. */
    private void addQuoted(String folder, String text, SortedSet<String> named) {
        for (var start = 0; start < text.length(); start++) {
            if (!isQuote(text.charAt(start))) {
                continue;
            }
            var end = start + 1;
            while (end < text.length()
                    && end - start <= LONGEST_QUOTED
                    && !isQuote(text.charAt(end))
                    && !isBlank(text.charAt(end))) {
                end++;
            }
            if (end < text.length() && end > start + 1 && text.charAt(end) == text.charAt(start)) {
                var word = text.substring(start + 1, end);
                if (ShellWords.looksLikePath(word)) {
                    addNamed(folder, word, named);
                }
                start = end;
            }
        }
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private void addNamed(String folder, String word, SortedSet<String> named) {
        var file = packageFiles.resolve(folder, word);
        if (file == null) {
            file = packageFiles.resolve("", word);
        }
        if (file == null && ShellWords.looksLikeCode(word)) {
            file = onlyFileNamed(word);
        }
        if (file != null) {
            named.add(file);
        }
    }

    /** {@code join(__dirname, "..", "lib", "x.js")}: the name is whole, the way to it is not. */
    private @Nullable String onlyFileNamed(String word) {
        if (byName.isEmpty()) {
            for (var file : files.keySet()) {
                byName.merge(lastName(file), file, (one, other) -> AMBIGUOUS);
            }
        }
        var found = byName.get(lastName(word));
        return found == null || found.equals(AMBIGUOUS) ? null : found;
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Files whose words are commands: shell scripts, build files. */
    private static boolean isShell(String file, String text) {
        var name = lastName(file);
        return name.endsWith(".sh")
                || name.endsWith(".bash")
                || name.endsWith(".gyp")
                || name.endsWith(".gypi")
                || name.endsWith(".mk")
                || name.endsWith(".cmd")
                || name.endsWith(".bat")
                || name.endsWith(".ps1")
                || name.equals("Makefile")
                || name.equals("CMakeLists.txt")
                || (text.startsWith("#!") && !firstLine(text).contains("node"));
    }

    private static String firstLine(String text) {
        var end = text.indexOf('\n');
        return text.substring(0, end < 0 ? text.length() : end);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
