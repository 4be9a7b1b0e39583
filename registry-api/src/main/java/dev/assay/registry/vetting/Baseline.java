package dev.assay.registry.vetting;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.scanners.closure.Closure;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a release is compared with: the last approved one of its package, with its closure. One that
 * was suspended or revoked vouches for nothing.
 */
record Baseline(Release release, Closure closure) {

    /** What is served now, before what was once. */
    private static final List<ReleaseState> TRUSTED =
            List.of(ReleaseState.APPROVED, ReleaseState.EXPIRED);

    static Optional<Baseline> of(Release release, ReleaseStore releases, ClosureStore closures) {
        return releases.ofPackage(release.purl()).stream()
                .filter(other -> !other.id().equals(release.id()))
                .filter(other -> other.approvedAt() != null && TRUSTED.contains(other.state()))
                .min(Comparator.comparing(other -> TRUSTED.indexOf(other.state())))
                .map(other -> new Baseline(other, closure(other, closures)));
    }

    private static Closure closure(Release release, ClosureStore closures) {
        return new Closure(release.purl(), closures.packages(release.id()));
    }
}
