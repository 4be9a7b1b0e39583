package dev.assay.scanners.artifact.pypi;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that an index lists.
 *
 * @param name what its name says
 * @param hashes in lower-case hexadecimal digits, by the name of the algorithm
 * @param requiresPython which Pythons it is for, as written; null where nothing is said
 * @param yanked why it was taken back (PEP 592), empty without a reason; null where it was not
 * @param metadata the hashes of its metadata (PEP 658), perhaps none; null where they are not
 *     offered
 * @param size in bytes (PEP 700), or null
 * @param uploaded when (PEP 700), as written, or null
 * @param provenance where its attestations are (PEP 740), or null
 */
public record IndexFile(
        DistributionFile name,
        URI url,
        Map<String, String> hashes,
        @Nullable String requiresPython,
        @Nullable String yanked,
        @Nullable Map<String, String> metadata,
        @Nullable Long size,
        @Nullable String uploaded,
        @Nullable String provenance) {

    public IndexFile {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(url, "url is null");
        hashes = Map.copyOf(hashes);
        metadata = metadata == null ? null : Map.copyOf(metadata);
    }

    /** The package that it is a file of, in its normal spelling. */
    public String project() {
        return name.project();
    }

    public PythonVersion version() {
        return name.version();
    }

    /** What its bytes are promised to be, where that is said so that it locks them. */
    public @Nullable Integrity promised() {
        var sha256 = hashes.get("sha256");
        return sha256 == null || sha256.length() != 64 ? null : Integrity.of(new Sha256(sha256));
    }

    public boolean isYanked() {
        return yanked != null;
    }

    /** Whether it is for a Python. What nobody can read restricts nothing, as for installers. */
    public boolean isFor(PythonVersion python) {
        return Optional.ofNullable(requiresPython)
                .flatMap(VersionRange::of)
                .map(range -> range.contains(python))
                .orElse(true);
    }
}
