package dev.assay.registry.reminder;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Tier;
import dev.assay.registry.workflow.Tiers;
import dev.assay.scanners.coordinates.Purl;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which servers have so much at stake that they are looked after more often: those with an approved
 * release whose last approved review is of tier high, as it was computed or set by a reviewer.
 */
final class TieredRisk implements HighRisk {

    private static final Set<ReleaseState> IN_USE =
            EnumSet.of(ReleaseState.APPROVED, ReleaseState.SUSPENDED);

    private final ReleaseStore releases;
    private final ReviewStore reviews;

    TieredRisk(ReleaseStore releases, ReviewStore reviews) {
        this.releases = releases;
        this.reviews = reviews;
    }

    @Override
    public boolean is(Purl packagePurl) {
        return releases.ofPackage(packagePurl).stream()
                .filter(release -> IN_USE.contains(release.state()))
                .anyMatch(this::isHigh);
    }

    private boolean isHigh(Release release) {
        return reviews.reviews(release.id()).stream()
                .filter(review -> review.state() == Review.State.APPROVED)
                .findFirst()
                .filter(review -> tier(review) == Tier.HIGH)
                .isPresent();
    }

    /** What was approved before there were tiers has none, and is looked after as usual. */
    private Tier tier(Review review) {
        var computed = review.computed();
        return computed == null
                ? Tier.MEDIUM
                : Tiers.effective(computed, reviews.tierChanges(review.id()));
    }
}
