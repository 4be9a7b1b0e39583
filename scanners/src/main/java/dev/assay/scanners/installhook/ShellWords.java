package dev.assay.scanners.installhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a shell command says it runs: words that are paths by their look, words that are paths by
 * their place (after an interpreter, where {@code node install} means {@code install.js}), the
 * folder that the command goes to first, and the package's own scripts.
 */
final class ShellWords {

    /** A word that may be a file, relative to a folder of the package. */
    record Candidate(String folder, String word) {}

    private static final Pattern SEPARATOR = Pattern.compile("&&|\\|\\||[;|&\\n]");
    private static final Pattern WORD = Pattern.compile("[^\\s'\"`;&|()<>=,]+");
    private static final Pattern CODE_ENDING =
            Pattern.compile(".*\\.(?:[cm]?[jt]sx?|sh|bash|py|ps1|cmd|bat|rb|pl|php|node|wasm)");

    /** Programs whose first plain argument is a file that they run. */
    private static final Set<String> INTERPRETERS =
            Set.of(
                    "node",
                    "nodejs",
                    "bun",
                    "deno",
                    "tsx",
                    "ts-node",
                    "sh",
                    "bash",
                    "zsh",
                    "dash",
                    "ksh",
                    "source",
                    ".",
                    "python",
                    "python3",
                    "ruby",
                    "perl",
                    "php",
                    "pwsh",
                    "powershell",
                    "cmd",
                    "exec",
                    "electron");

    private static final Set<String> SCRIPT_RUNNERS =
            Set.of("npm", "pnpm", "yarn", "bun", "npm-run-all", "run-s", "run-p", "node", "nodejs");

    private static final Set<String> BUILDERS =
            Set.of("node-gyp", "node-gyp-build", "prebuild-install", "prebuildify", "node-pre-gyp");

    /** Inline code that marks a file or asks for it, which runs nothing of it. */
    private static final Pattern MARKED =
            Pattern.compile(
                    "(?:require\\(\\s*['\"](?:node:)?fs['\"]\\s*\\)|\\bfs)\\s*\\.\\s*"
                            + "(?:chmodSync|chmod|existsSync|accessSync|statSync|utimesSync)"
                            + "\\(\\s*(['\"])[^'\"]{1,200}\\1");

    private ShellWords() {}

    static List<Candidate> candidates(String command) {
        var found = new ArrayList<Candidate>();
        var folder = "";
        for (var part : SEPARATOR.split(MARKED.matcher(command).replaceAll(" "))) {
            var words = words(part);
            if (!words.isEmpty() && words.getFirst().equals("chmod")) {
                continue;
            }
            if (words.size() == 2 && words.getFirst().equals("cd")) {
                folder = folder.isEmpty() ? words.get(1) : folder + "/" + words.get(1);
                continue;
            }
            of(words, folder, found);
        }
        return found;
    }

    private static void of(List<String> words, String folder, List<Candidate> found) {
        var expectsFile = false;
        for (var word : words) {
            var path = word.replace('\\', '/');
            if (looksLikePath(path) || (expectsFile && !word.startsWith("-"))) {
                found.add(new Candidate(folder, path));
                expectsFile = false;
            }
            if (INTERPRETERS.contains(word)) {
                expectsFile = true;
            } else if (BUILDERS.contains(word) || word.equals("gyp")) {
                found.add(new Candidate(folder, "binding.gyp"));
            } else if (word.equals("make")) {
                found.add(new Candidate(folder, "Makefile"));
            } else if (word.equals("cmake") || word.equals("cmake-js")) {
                found.add(new Candidate(folder, "CMakeLists.txt"));
            }
        }
    }

    /** The names of scripts that a command may run through a package manager; too many at worst. */
    static List<String> scripts(String command) {
        var names = new ArrayList<String>();
        for (var part : SEPARATOR.split(command)) {
            var words = words(part);
            if (words.stream().anyMatch(SCRIPT_RUNNERS::contains)) {
                names.addAll(words);
            }
        }
        return names;
    }

    static boolean looksLikePath(String word) {
        return (word.contains("/") || word.contains(".")) && !word.startsWith("-");
    }

    /** Whether the name alone says that a runtime would take the file for code. */
    static boolean looksLikeCode(String word) {
        return CODE_ENDING.matcher(word).matches();
    }

    private static List<String> words(String part) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(part);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
