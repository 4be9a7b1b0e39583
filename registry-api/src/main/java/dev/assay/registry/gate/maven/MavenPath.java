package dev.assay.registry.gate.maven;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request to the Maven gate asks for, by its path alone. */
sealed interface MavenPath {

    String PREFIX = "/maven/";

    /** The endings of files that hold a checksum of another. */
    List<String> CHECKSUMS = List.of("sha1", "sha256", "sha512", "md5");

    Pattern CLEAN = Pattern.compile("[A-Za-z0-9._+-]+(?:/[A-Za-z0-9._+-]+)*");
    int LONGEST = 1_000;

    /**
     * A file of a release.
     *
     * @param path in the layout of a repository
     * @param release the release that the path names
     * @param isMain whether it is the release's own POM or jar, rather than one beside it
     */
    record Stored(String path, Purl release, boolean isMain) implements MavenPath {}

    /** The list of a package's versions. */
    record Versions(Purl packagePurl) implements MavenPath {}

    record Nowhere() implements MavenPath {}

    /**
     * A path with the closure that it is asked through.
     *
     * @param closure null for the union of all approved closures
     * @param checksum the ending of the checksum that is wanted instead of the file, or null
     */
    record Asked(@Nullable Id closure, @Nullable String checksum, MavenPath path) {}

    static boolean owned(String path) {
        return path.startsWith(PREFIX) || path.equals("/maven");
    }

    static Asked parse(String path) {
        var rest = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "";
        if (!rest.startsWith("~/")) {
            return asked(null, rest);
        }
        var slash = rest.indexOf('/', 2);
        var closure = Id.parse(slash < 0 ? rest.substring(2) : rest.substring(2, slash));
        return closure.isEmpty()
                ? new Asked(null, null, new Nowhere())
                : asked(closure.get(), slash < 0 ? "" : rest.substring(slash + 1));
    }

    private static Asked asked(@Nullable Id closure, String path) {
        var written = path.replace("%2B", "+").replace("%2b", "+");
        if (written.length() > LONGEST || !CLEAN.matcher(written).matches()) {
            return new Asked(closure, null, new Nowhere());
        }
        for (var ending : CHECKSUMS) {
            if (written.endsWith("." + ending)) {
                var file = written.substring(0, written.length() - ending.length() - 1);
                return new Asked(closure, ending, inRepository(file));
            }
        }
        return new Asked(closure, null, inRepository(written));
    }

    private static MavenPath inRepository(String path) {
        var parts = Arrays.asList(path.split("/"));
        var file = parts.getLast();
        if (file.equals("maven-metadata.xml")) {
            return parts.size() < 3
                    ? new Nowhere()
                    : purl(parts, parts.size() - 2, null)
                            .<MavenPath>map(Versions::new)
                            .orElseGet(Nowhere::new);
        }
        if (parts.size() < 4) {
            return new Nowhere();
        }
        var artifact = parts.get(parts.size() - 3);
        var version = parts.get(parts.size() - 2);
        var start = artifact + "-" + version;
        return file.startsWith(start)
                ? purl(parts, parts.size() - 3, version)
                        .<MavenPath>map(
                                purl ->
                                        new Stored(
                                                path,
                                                purl,
                                                file.substring(start.length())
                                                        .matches("\\.(?:pom|jar|war|ear|rar)")))
                        .orElseGet(Nowhere::new)
                : new Nowhere();
    }

    private static Optional<Purl> purl(List<String> parts, int artifact, @Nullable String version) {
        var group = String.join(".", parts.subList(0, artifact));
        var name = parts.get(artifact);
        return MavenFile.isName(group)
                        && !group.contains("..")
                        && MavenFile.isName(name)
                        && (version == null || MavenFile.isName(version))
                ? Optional.of(new Purl("maven", group, name, version))
                : Optional.empty();
    }
}
