package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The packages that lie in an image: npm's by their manifests, Python's by what installing them
 * wrote down, jars; and what belongs to none of them.
 */
final class ImagePackages {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST_MANIFEST = 1 << 20;
    private static final int MOST = 3_000;
    private static final Pattern NAME =
            Pattern.compile("(?:@[A-Za-z0-9._~-]{1,100}/)?[A-Za-z0-9._~-]{1,200}");
    private static final Pattern DISTRIBUTION =
            Pattern.compile(
                    "((?:.*/)?(?:site|dist)-packages/)([A-Za-z0-9._-]{1,200}?)-([A-Za-z0-9._!+]{1,100})"
                            + "\\.dist-info/METADATA");

    /** An interpreter's own library, which no package database tells of. */
    private static final Pattern RUNTIME =
            Pattern.compile(
                    "((?:.*/)?lib/python3\\.\\d+/)(?!(?:site|dist)-packages/).*"
                            + "|((?:.*/)?include/(?:node|python3[^/]*)/).*");

    /**
     * A package with its files as if they stood alone.
     *
     * @param folder where it stands in the image, with a slash; empty for the root
     */
    record Part(String folder, PackageTree tree) {}

    private final PackageTree image;
    private final SortedMap<String, byte[]> left;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, SortedMap<String, byte[]>> runtimes = new TreeMap<>();

    private ImagePackages(PackageTree image, SortedMap<String, byte[]> files) {
        this.image = image;
        this.left = new TreeMap<>(files);
    }

    static ImagePackages of(PackageTree image, SortedMap<String, byte[]> files) {
        var packages = new ImagePackages(image, files);
        packages.npm();
        packages.python();
        packages.jars();
        packages.runtimes();
        return packages;
    }

    List<Part> parts() {
        return parts;
    }

    /** The files of interpreters' own libraries, by their folder. */
    Map<String, SortedMap<String, byte[]>> runtimeFolders() {
        return runtimes;
    }

    /** What belongs to nothing else. */
    SortedMap<String, byte[]> rest() {
        return left;
    }

    private void npm() {
        var folders = new TreeMap<String, Purl>();
        left.forEach(
                (path, bytes) -> {
                    if (path.equals("package.json") || path.endsWith("/package.json")) {
                        var folder = path.substring(0, path.length() - "package.json".length());
                        var named = named(bytes);
                        if (named != null && folders.size() < MOST) {
                            folders.put(folder, named);
                        }
                    }
                });
        // The innermost folder owns a file, so a package does not hold those in its node_modules.
        var files = new HashMap<String, SortedMap<String, byte[]>>();
        for (var path : new TreeSet<>(left.keySet())) {
            var owner = owner(path, folders);
            if (owner != null) {
                var bytes = left.remove(path);
                files.computeIfAbsent(owner, any -> new TreeMap<>())
                        .put(path.substring(owner.length()), bytes);
            }
        }
        folders.forEach(
                (folder, purl) -> add(folder, purl, files.getOrDefault(folder, new TreeMap<>())));
    }

    private static @Nullable String owner(String path, Map<String, Purl> folders) {
        for (var slash = path.lastIndexOf('/');
                slash >= 0;
                slash = slash == 0 ? -1 : path.lastIndexOf('/', slash - 1)) {
            var folder = path.substring(0, slash + 1);
            if (folders.containsKey(folder)) {
                return folder;
            }
            // What lies in node_modules without a manifest of its own is nobody's.
            if (folder.endsWith("/node_modules/") || folder.equals("node_modules/")) {
                return null;
            }
        }
        return folders.containsKey("") && path.indexOf('/') < 0 ? "" : null;
    }

    private static @Nullable Purl named(byte[] manifest) {
        if (manifest.length > LARGEST_MANIFEST) {
            return null;
        }
        try {
            var document = JSON.readTree(manifest);
            var name = document.path("name").asString("");
            var version = document.path("version").asString("");
            return NAME.matcher(name).matches()
                    ? Purl.npm(name, version.matches("[0-9A-Za-z.+-]{1,100}") ? version : null)
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private void python() {
        for (var path : new TreeSet<>(left.keySet())) {
            var found = DISTRIBUTION.matcher(path);
            if (!found.matches() || parts.size() >= 2 * MOST) {
                continue;
            }
            var root = found.group(1);
            var info = path.substring(root.length(), path.length() - "METADATA".length());
            var files = new TreeMap<String, byte[]>();
            var record = left.get(root + info + "RECORD");
            for (var line : text(record).split("\n")) {
                var comma = line.indexOf(',');
                var file = comma < 0 ? "" : line.substring(0, comma).replace("\"", "");
                move(root, file, files);
            }
            for (var each : new TreeSet<>(left.tailMap(root + info).keySet())) {
                if (!each.startsWith(root + info)) {
                    break;
                }
                move(root, each.substring(root.length()), files);
            }
            add(
                    root,
                    new Purl(
                            "pypi",
                            null,
                            found.group(2).toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                            found.group(3)),
                    files);
        }
    }

    private void move(String root, String file, Map<String, byte[]> files) {
        var bytes = file.contains("..") ? null : left.remove(root + file);
        if (bytes != null) {
            files.put(file, bytes);
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private void jars() {
        for (var path : new TreeSet<>(left.keySet())) {
            var folder = path + ZipReader.INSIDE;
            var inside = left.subMap(folder, path + "!0");
            if (inside.isEmpty() || path.contains(ZipReader.INSIDE)) {
                continue;
            }
            var files = new TreeMap<String, byte[]>();
            inside.forEach((file, bytes) -> files.put(file.substring(folder.length()), bytes));
            inside.clear();
            left.remove(path);
            var name = path.substring(path.lastIndexOf('/') + 1).replaceAll("\\.jar$", "");
            var version = name.replaceFirst("^.*?-(?=\\d)", "");
            var isVersioned = !version.equals(name);
            add(
                    folder,
                    new Purl(
                            "generic",
                            null,
                            isVersioned
                                    ? name.substring(0, name.length() - version.length() - 1)
                                    : name,
                            isVersioned ? version : null),
                    files);
        }
    }

    private void runtimes() {
        for (var path : new TreeSet<>(left.keySet())) {
            var found = RUNTIME.matcher(path);
            if (found.matches()) {
                var folder = found.group(1) == null ? found.group(2) : found.group(1);
                var bytes = left.remove(path);
                runtimes.computeIfAbsent(folder, any -> new TreeMap<>()).put(path, bytes);
            }
        }
    }

    private void add(String folder, Purl purl, SortedMap<String, byte[]> files) {
        if (!files.isEmpty()) {
            parts.add(new Part(folder, new PackageTree(purl, image.sha256(), files, List.of())));
        }
    }
}
