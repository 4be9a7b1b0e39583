package dev.assay.scanners.artifact.cargo;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * What an index has of one crate.
 *
 * @param name as the registry spells it
 * @param entries from the lowest version to the highest
 * @param skipped lines that are of no form that is known, as cargo passes them over too
 */
public record IndexFile(String name, List<IndexEntry> entries, int skipped, @Nullable String etag) {

    public IndexFile {
        entries = List.copyOf(entries);
    }

    public Optional<IndexEntry> find(String version) {
        return entries.stream().filter(each -> each.version().text().equals(version)).findFirst();
    }
}
