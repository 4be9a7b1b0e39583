package dev.assay.scanners.manifest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Finds the file that Node would load for a path inside a package. */
public final class PackageFiles {

    private static final List<String> ENDINGS =
            List.of("", ".js", ".mjs", ".cjs", ".json", ".node", ".ts", ".mts", ".cts", ".sh");
    private static final List<String> INDEXES =
            List.of("index.js", "index.mjs", "index.cjs", "index.json", "index.node", "index.ts");

    private final SortedMap<String, byte[]> files;

    public PackageFiles(SortedMap<String, byte[]> files) {
        this.files = files;
    }

    /**
     * @param folder the folder the path is relative to, empty for the package's own
     * @param path as written, for example {@code ./dist/cli}
     * @return the file, or null where the package has none of that name
     */
    public @Nullable String resolve(String folder, String path) {
        var normal = normalise(folder, path);
        if (normal == null) {
            return null;
        }
        for (var ending : ENDINGS) {
            if (!normal.isEmpty() && files.containsKey(normal + ending)) {
                return normal + ending;
            }
        }
        for (var index : INDEXES) {
            var candidate = normal.isEmpty() ? index : normal + "/" + index;
            if (files.containsKey(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /** Every file that a target with one {@code *} stands for, as in {@code exports}. */
    public List<String> matching(String target) {
        var normal = normalise("", target);
        if (normal == null) {
            return List.of();
        }
        var star = normal.indexOf('*');
        if (star < 0) {
            var file = resolve("", target);
            return file == null ? List.of() : List.of(file);
        }
        var head = normal.substring(0, star);
        var tail = normal.substring(star + 1);
        return files.keySet().stream()
                .filter(file -> file.length() >= head.length() + tail.length())
                .filter(file -> file.startsWith(head) && file.endsWith(tail))
                .toList();
    }

    /** The files directly in a folder. */
    public List<String> in(String folder) {
        var normal = normalise("", folder);
        return normal == null
                ? List.of()
                : files.keySet().stream()
                        .filter(file -> file.startsWith(normal + "/"))
                        .filter(file -> file.indexOf('/', normal.length() + 1) < 0)
                        .toList();
    }

    private static @Nullable String normalise(String folder, String path) {
        var parts = new ArrayList<String>();
        for (var part : (path.startsWith("/") ? path : folder + "/" + path).split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return null;
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
