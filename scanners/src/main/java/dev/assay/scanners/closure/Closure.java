package dev.assay.scanners.closure;

import dev.assay.scanners.coordinates.Purl;

import java.util.List;
import java.util.Objects;

/**
 * A release with everything it resolves to: the unit of approval.
 *
 * @param root the release
 * @param packages every package, the release first, each locked by integrity
 */
public record Closure(Purl root, List<LockedPackage> packages) {

    public Closure {
        Objects.requireNonNull(root, "root is null");
        packages = List.copyOf(packages);
    }
}
