package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.scanners.closure.LockedPackage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Everything that is known of a release.
 *
 * @param baseline the approved release it was compared with, or null
 * @param steps the stages that have finished
 * @param progress what is being done right now, or null
 * @param closure the release itself first; empty until it is resolved
 * @param requests newest first
 * @param reviews newest first
 * @param decisions newest first
 */
public record ReleaseReport(
        Release release,
        @Nullable Release baseline,
        List<VettingStep> steps,
        VettingProgress.@Nullable Line progress,
        List<LockedPackage> closure,
        List<AccessRequest> requests,
        List<Review> reviews,
        List<Decision> decisions) {

    public ReleaseReport {
        steps = List.copyOf(steps);
        closure = List.copyOf(closure);
        requests = List.copyOf(requests);
        reviews = List.copyOf(reviews);
        decisions = List.copyOf(decisions);
    }
}
