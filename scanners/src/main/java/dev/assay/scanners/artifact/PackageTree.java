package dev.assay.scanners.artifact;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of one package, read into memory within limits.
 *
 * @param purl what it was fetched as, or what its own manifest claims for a file or folder
 * @param sha256 the digest of the archive, or null for a folder
 * @param files path inside the package (no leading {@code package/}, {@code /} as separator) to
 *     bytes; callers do not change them
 * @param hazards what is wrong with the archive itself, though not so wrong that reading stopped
 */
public record PackageTree(
        Purl purl,
        @Nullable Sha256 sha256,
        SortedMap<String, byte[]> files,
        List<ArchiveHazard> hazards) {

    /**
     * Something an honest archive does not have.
     *
     * @param entry the entry's name as it stands in the archive, made printable
     * @param problem what is wrong with it, for people
     */
    public record ArchiveHazard(String entry, String problem) {}

    public PackageTree {
        Objects.requireNonNull(purl, "purl is null");
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        hazards = List.copyOf(hazards);
    }
}
