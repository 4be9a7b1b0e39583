package dev.assay.scanners.closure.maven;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is on record of one package of a Maven closure.
 *
 * @param file the package's own file
 * @param scope {@code compile} or {@code runtime}; null for the release itself
 * @param way the names of the packages that lead to it, the release's first and its own last
 * @param licences what its POM, or the first above it that says so, names as its licences
 * @param poms of the release itself, every POM that a client reads while it resolves the closure:
 *     those of the packages, their parents, what they import, and versions that lost; else empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MavenManifest(
        String groupId,
        String artifactId,
        String version,
        String classifier,
        String extension,
        @Nullable String scope,
        List<String> way,
        Listed file,
        List<String> licences,
        List<Listed> poms) {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private static final int LONGEST_CHECKSUM = 200;

    /**
     * A file of a repository.
     *
     * @param path where it is in a repository
     * @param from where it was fetched
     * @param promised what the repository said its bytes hash to, by the ending of the file that
     *     said so: {@code sha256}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Listed(
            String path, Sha256 sha256, long size, String from, Map<String, String> promised) {

        public Listed {
            promised = promised == null ? Map.of() : Map.copyOf(promised);
        }
    }

    public MavenManifest {
        classifier = classifier == null ? "" : classifier;
        way = way == null ? List.of() : List.copyOf(way);
        licences = licences == null ? List.of() : List.copyOf(licences);
        poms = poms == null ? List.of() : List.copyOf(poms);
    }

    static MavenManifest of(
            MavenFile file,
            @Nullable String scope,
            List<String> way,
            Listed listed,
            List<String> licences,
            List<Listed> poms) {
        return new MavenManifest(
                file.groupId(),
                file.artifactId(),
                file.version(),
                file.classifier(),
                file.extension(),
                scope,
                way,
                listed,
                licences,
                poms);
    }

    static Listed listed(String path, Fetched fetched) {
        return new Listed(
                path,
                fetched.sha256(),
                fetched.size(),
                fetched.from().toString(),
                promised(fetched.file()));
    }

    /** Checksums lie beside the file, as they came; one of them is what it was compared with. */
    private static Map<String, String> promised(Path file) {
        var promised = new TreeMap<String, String>();
        for (var ending : List.of("sha512", "sha256", "sha1", "md5")) {
            var beside = Path.of(file + "." + ending);
            try {
                if (Files.isRegularFile(beside) && Files.size(beside) <= LONGEST_CHECKSUM) {
                    promised.put(ending, Files.readString(beside).strip());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read back " + beside, e);
            }
        }
        return promised;
    }

    /** Reads what a closure has on record; empty where it is no manifest of a Maven package. */
    public static Optional<MavenManifest> read(String json) {
        try {
            return Optional.of(JSON.readValue(json, MavenManifest.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }

    /** The package's own file. */
    public MavenFile name() {
        return new MavenFile(groupId, artifactId, version, classifier, extension);
    }
}
