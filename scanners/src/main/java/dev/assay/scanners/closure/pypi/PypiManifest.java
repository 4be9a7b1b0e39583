package dev.assay.scanners.closure.pypi;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.scanners.artifact.pypi.IndexFile;
import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is on record of one file of a closure.
 *
 * @param name the package's name in its normal spelling
 * @param version in its normal spelling
 * @param fileName the file, which is the package on {@code targets} and nowhere else
 * @param url where it is fetched
 * @param hashes what the index promised
 * @param size in bytes, or null where the index said nothing
 * @param requiresPython as the index wrote it, or null
 * @param yanked why it was taken back when it was looked at, or null
 * @param uploaded when, or null
 * @param provenance where the index has attestations of it (PEP 740), or null; they are not
 *     verified
 * @param status of the package (PEP 792), or null
 * @param tracks packages elsewhere that it says to be the same as (PEP 708)
 * @param alternates other places that it says to be at (PEP 708)
 * @param metadata what it needs, by the digest of the bytes; null for sources
 * @param targets for which it was resolved
 * @param way the names of the packages that lead to it, the release's first and its own last
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PypiManifest(
        String name,
        String version,
        String fileName,
        String url,
        Map<String, String> hashes,
        @Nullable Long size,
        @Nullable String requiresPython,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String yanked,
        @Nullable String uploaded,
        @Nullable String provenance,
        @Nullable String status,
        List<String> tracks,
        List<String> alternates,
        @Nullable Listed metadata,
        List<String> targets,
        List<String> way) {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** A file by its bytes. */
    public record Listed(Sha256 sha256, long size) {}

    public PypiManifest {
        hashes = hashes == null ? Map.of() : Map.copyOf(hashes);
        tracks = tracks == null ? List.of() : List.copyOf(tracks);
        alternates = alternates == null ? List.of() : List.copyOf(alternates);
        targets = targets == null ? List.of() : List.copyOf(targets);
        way = way == null ? List.of() : List.copyOf(way);
    }

    /** What a page says of a file. */
    public static PypiManifest of(
            IndexPage page,
            IndexFile file,
            @Nullable Listed metadata,
            List<String> targets,
            List<String> way) {
        return new PypiManifest(
                page.project(),
                file.version().toString(),
                file.name().fileName(),
                file.url().toString(),
                file.hashes(),
                file.size(),
                file.requiresPython(),
                file.yanked(),
                file.uploaded(),
                file.provenance(),
                page.status(),
                page.tracks(),
                page.alternates(),
                metadata,
                targets,
                way);
    }

    /** Reads what a closure has on record; empty where it is no manifest of a Python package. */
    public static Optional<PypiManifest> read(String json) {
        try {
            var read = JSON.readValue(json, PypiManifest.class);
            return read.fileName() == null || read.name() == null
                    ? Optional.empty()
                    : Optional.of(read);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }
}
