package dev.assay.scanners.source;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What tells that a file was made by a build: folders that the source declares for that, what
 * bundlers and compilers write into their output, and lines that nobody writes by hand. None of it
 * is believed beyond how the file is then compared.
 */
final class BuildMarks {

    private static final int LOOKED_AT = 1 << 16;
    private static final int LONGEST_LINE = 1_000;
    private static final int LONG_LINES_ON_AVERAGE = 300;

    private static final Pattern OUT_DIR = Pattern.compile("\"outDir\"\\s*:\\s*\"([^\"]{1,200})\"");
    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//[#@] sourceMappingURL=");
    private static final List<String> BANNERS =
            List.of(
                    "__webpack_require__",
                    "__esModule",
                    "__toESM(",
                    "__commonJS(",
                    "__export(",
                    "__importDefault",
                    "parcelRequire",
                    "_interop_require_default",
                    "_interopRequireDefault",
                    "@generated",
                    "System.register(");
    private static final List<String> SOURCES =
            List.of(".ts", ".tsx", ".mts", ".cts", ".jsx", ".vue", ".svelte", ".coffee");

    private final Map<String, byte[]> source;
    private final String directory;
    private final TreeSet<String> folders = new TreeSet<>();
    private final TreeSet<String> stems = new TreeSet<>();

    BuildMarks(Map<String, byte[]> source, String directory) {
        this.source = source;
        this.directory = directory;
        outputFolders();
        source.keySet().stream()
                .filter(BuildMarks::isCompiled)
                .map(path -> stem(path.substring(path.lastIndexOf('/') + 1)))
                .forEach(stems::add);
    }

    /** Whether a language is one that is compiled to JavaScript and not parsed here. */
    static boolean isCompiled(String path) {
        return SOURCES.stream().anyMatch(path::endsWith) && !path.endsWith(".d.ts");
    }

    private void outputFolders() {
        var below = directory.isEmpty() ? "" : directory + "/";
        source.forEach(
                (path, bytes) -> {
                    var inside = path.startsWith(below) ? path.substring(below.length()) : "/";
                    if (inside.matches("tsconfig[^/]*\\.json")) {
                        var found = OUT_DIR.matcher(text(bytes));
                        while (found.find()) {
                            folder(found.group(1));
                        }
                    }
                });
        for (var path : List.of(".gitignore", below + ".gitignore")) {
            var bytes = source.get(path);
            if (bytes != null) {
                text(bytes)
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.matches("/?[A-Za-z0-9_.-]{1,60}/?(\\*\\*?)?"))
                        .filter(line -> !line.equals(".") && !line.contains("node_modules"))
                        .forEach(line -> folder(line.replaceAll("\\*+$", "")));
            }
        }
        if (hasBuildScript(below)) {
            List.of("dist", "build", "lib", "out", "esm", "cjs").forEach(this::folder);
        }
    }

    private boolean hasBuildScript(String below) {
        var bytes = source.get(below + "package.json");
        if (bytes == null) {
            return false;
        }
        try {
            var scripts = new JsonMapper().readTree(bytes).path("scripts");
            return List.of("build", "prepare", "prepack", "prepublishOnly", "compile").stream()
                    .anyMatch(scripts::has);
        } catch (JacksonException e) {
            return false;
        }
    }

    private void folder(String named) {
        var plain = named.replaceAll("^\\./|^/|/+$", "");
        var below = directory.isEmpty() ? "" : directory + "/";
        if (!plain.isEmpty()
                && !plain.startsWith("..")
                && source.keySet().stream()
                        .noneMatch(path -> path.startsWith(below + plain + "/"))) {
            folders.add(plain + "/");
        }
    }

    /** Why a file of the package is taken for a build's; null where nothing says so. */
    @Nullable String why(String path, byte[] bytes) {
        for (var folder : folders) {
            if (path.startsWith(folder)) {
                return "the source builds into " + folder;
            }
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (stems.contains(stem(name))) {
            return "the source has it in a language that is compiled";
        }
        var text = text(bytes);
        if (SOURCE_MAP.matcher(text.substring(Math.max(0, text.length() - 1_000))).find()) {
            return "it names a source map";
        }
        var head = text.substring(0, Math.min(text.length(), LOOKED_AT));
        for (var banner : BANNERS) {
            if (head.contains(banner)) {
                return "it has '" + banner + "', which a bundler or compiler writes";
            }
        }
        return isMinified(text) ? "it is minified" : null;
    }

    static boolean isMinified(String text) {
        var lines = text.lines().limit(10_000).toList();
        var longest = lines.stream().mapToInt(String::length).max().orElse(0);
        return longest > LONGEST_LINE
                && text.length() / Math.max(1, lines.size()) > LONG_LINES_ON_AVERAGE;
    }

    private static String stem(String name) {
        var dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
