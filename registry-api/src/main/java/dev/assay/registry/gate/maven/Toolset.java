package dev.assay.registry.gate.maven;

import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Files that are approved as a set: what a build needs besides what it depends on, Maven's own
 * plugins first. It is a list as {@code sha256sum} writes one, of places in a repository; {@code
 * assay toolset record} makes it from what a build left behind. What is not these bytes is refused.
 */
final class Toolset {

    static final Toolset NONE = new Toolset(Map.of());

    private static final long LARGEST = 16 << 20;
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{64}) [ *]([A-Za-z0-9._+-]+(?:/[A-Za-z0-9._+-]+){3,})");

    private final Map<String, Sha256> files;
    private final Map<Purl, Set<String>> versions = new HashMap<>();

    private Toolset(Map<String, Sha256> files) {
        this.files = files;
        for (var path : files.keySet()) {
            var parts = path.split("/");
            var artifact = parts[parts.length - 3];
            var group = String.join(".", List.of(parts).subList(0, parts.length - 3));
            if (MavenFile.isName(group) && MavenFile.isName(artifact)) {
                versions.computeIfAbsent(
                                new Purl("maven", group, artifact, null), any -> new TreeSet<>())
                        .add(parts[parts.length - 2]);
            }
        }
    }

    /**
     * Reads lists; a file in several of them with different bytes is in none.
     *
     * @throws IllegalArgumentException when one is no such list, made for people
     */
    static Toolset read(List<Path> lists) {
        var files = new TreeMap<String, Sha256>();
        for (var list : lists) {
            try {
                if (Files.size(list) > LARGEST) {
                    throw new IllegalArgumentException(
                            "'" + list + "' is larger than any list of tools");
                }
                for (var line : Files.readAllLines(list)) {
                    if (line.isBlank() || line.startsWith("#")) {
                        continue;
                    }
                    var form = LINE.matcher(line.strip());
                    if (!form.matches()) {
                        throw new IllegalArgumentException(
                                "'"
                                        + line
                                        + "' in "
                                        + list
                                        + " is no line of SHA-256 and place in a repository");
                    }
                    var sha256 = new Sha256(form.group(1));
                    var before = files.put(form.group(2), sha256);
                    if (before != null && !before.equals(sha256)) {
                        throw new IllegalArgumentException(
                                form.group(2) + " is listed with different bytes");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "gate.maven.toolset names '" + list + "', which cannot be read", e);
            }
        }
        return new Toolset(files);
    }

    /** What the file at a place has to hash to; empty where it is not in the set. */
    Optional<Sha256> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The versions of a package of which the set has files. */
    Set<String> versions(Purl packagePurl) {
        return versions.getOrDefault(packagePurl, Set.of());
    }
}
