package dev.assay.scanners.artifact.cargo;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * One version of a crate: a line of its file in the index.
 *
 * @param name as the registry spells it
 * @param features by name, those of {@code features2} among them
 * @param links the native library that it says to be the only one for, or null
 * @param line as it stands in the index
 */
public record IndexEntry(
        String name,
        CrateVersion version,
        Sha256 checksum,
        boolean yanked,
        List<CrateDependency> dependencies,
        Map<String, List<String>> features,
        @Nullable String links,
        String line) {

    public IndexEntry {
        dependencies = List.copyOf(dependencies);
        features = Map.copyOf(features);
    }

    public Integrity integrity() {
        return Integrity.of(checksum);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
