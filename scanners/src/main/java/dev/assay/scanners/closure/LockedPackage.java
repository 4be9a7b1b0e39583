package dev.assay.scanners.closure;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;

import java.util.Objects;

/**
 * One package of a closure, locked by integrity.
 *
 * @param path its place in the closure, which it keeps when its version changes: where npm puts it,
 *     for example {@code node_modules/a/node_modules/b}; empty for the release itself
 * @param purl name and exact version
 * @param integrity what its bytes must hash to
 * @param optional whether the closure works without it (another platform's binary, say); it is
 *     vetted and served all the same
 * @param manifest what the upstream says of it, as JSON; for npm the version's own object in the
 *     packument, {@code dist} included
 */
public record LockedPackage(
        String path, Purl purl, Integrity integrity, boolean optional, String manifest) {

    public LockedPackage {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(integrity, "integrity is null");
        Objects.requireNonNull(manifest, "manifest is null");
    }
}
