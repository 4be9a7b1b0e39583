package dev.assay.registry.vetting;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.scanners.closure.LockedPackage;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a release is compared with: the last approved one of its package, with its closure. One that
 * was suspended or revoked vouches for nothing.
 */
record Baseline(Release release, List<LockedPackage> packages) {

    private static final List<ReleaseState> TRUSTED =
            List.of(ReleaseState.APPROVED, ReleaseState.EXPIRED);

    static Optional<Baseline> of(Release release, ReleaseStore releases, ClosureStore closures) {
        return releases.ofPackage(release.purl()).stream()
                .filter(other -> !other.id().equals(release.id()))
                .filter(other -> other.approvedAt() != null && TRUSTED.contains(other.state()))
                // What is served now, before what was once.
                .min(Comparator.comparing(other -> TRUSTED.indexOf(other.state())))
                .map(other -> new Baseline(other, closures.packages(other.id())));
    }

    LockedPackage root() {
        return packages.getFirst();
    }

    boolean holds(LockedPackage one) {
        return packages.stream().anyMatch(each -> each.integrity().equals(one.integrity()));
    }

    /** The package that another one takes the place of: same name, best at the same place. */
    Optional<LockedPackage> predecessor(LockedPackage one) {
        return packages.stream()
                .filter(each -> each.purl().packageName().equals(one.purl().packageName()))
                .filter(each -> !each.path().isEmpty())
                .min(Comparator.comparing(each -> each.path().equals(one.path()) ? 0 : 1));
    }
}
