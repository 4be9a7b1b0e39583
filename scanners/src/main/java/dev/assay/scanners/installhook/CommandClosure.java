package dev.assay.scanners.installhook;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.manifest.PackageFiles;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
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
    private static final Pattern WORD = Pattern.compile("[^\\s'\"`;&|()<>=,]+");
    private static final Pattern QUOTED = Pattern.compile("(['\"`])([^'\"`\\s]{1,200})\\1");
    private static final Pattern RUN_SCRIPT =
            Pattern.compile("\\b(?:npm|pnpm|yarn|bun)\\s+(?:run(?:-script)?\\s+)?([\\w:.-]+)");

    private final SortedMap<String, byte[]> files;
    private final Map<String, String> scripts;
    private final PackageFiles packageFiles;

    CommandClosure(SortedMap<String, byte[]> files, Map<String, String> scripts) {
        this.files = files;
        this.scripts = scripts;
        this.packageFiles = new PackageFiles(files);
    }

    /** The files that a command names itself, also through {@code npm run}. */
    SortedSet<String> filesOf(String command) {
        var named = new TreeSet<String>();
        var seenScripts = new TreeSet<String>();
        var commands = new ArrayDeque<String>();
        commands.add(command);
        while (!commands.isEmpty()) {
            var current = commands.remove();
            addWords(current, named);
            var run = RUN_SCRIPT.matcher(current);
            while (run.find()) {
                var script = scripts.get(run.group(1));
                if (script != null && seenScripts.add(run.group(1))) {
                    commands.add(script);
                }
            }
        }
        return named;
    }

    private void addWords(String command, SortedSet<String> named) {
        var words = WORD.matcher(command);
        while (words.find()) {
            var file =
                    looksLikePath(words.group()) ? packageFiles.resolve("", words.group()) : null;
            if (file != null) {
                named.add(file);
            }
        }
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
        var quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            var word = quoted.group(2);
            if (!looksLikePath(word)) {
                continue;
            }
            var fromHere = packageFiles.resolve(folder, word);
            var fromRoot = packageFiles.resolve("", word);
            if (fromHere != null) {
                named.add(fromHere);
            } else if (fromRoot != null) {
                named.add(fromRoot);
            }
        }
        return named;
    }

    private static boolean looksLikePath(String word) {
        return (word.contains("/") || word.contains(".")) && !word.startsWith("-");
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
