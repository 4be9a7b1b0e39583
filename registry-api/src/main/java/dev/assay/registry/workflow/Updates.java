package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.APPROVED;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.dao.DuplicateKeyException;

import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has new versions of approved servers looked at. What was asked for the approved one is asked
 * again, by the same requester, who therefore cannot approve the new one either.
 */
public final class Updates {

    private final Records records;
    private final VettingQueue queue;
    private final Deeds deeds;
    private final Clock clock;

    Updates(Records records, VettingQueue queue, Deeds deeds, Clock clock) {
        this.records = records;
        this.queue = queue;
        this.deeds = deeds;
        this.clock = clock;
    }

    /**
     * Opens a review of a version that nobody asked for.
     *
     * @param found the version, of the package of the approved release
     * @param approved the approved release whose request is carried over
     * @return the new release; empty where the version is known, or where the approved one is not
     *     approved any more or was never asked for
     */
    public Optional<Release> open(Purl found, Id approved) {
        try {
            return deeds.whole(() -> take(found, approved));
        } catch (DuplicateKeyException e) {
            // Somebody asked for it at the same moment, and that is what counts.
            return Optional.empty();
        }
    }

    private Optional<Release> take(Purl found, Id approved) {
        var base = records.lock(approved);
        if (base.state() != APPROVED || records.releases().find(found).isPresent()) {
            return Optional.empty();
        }
        return asked(base).map(request -> open(found, base, request));
    }

    private Release open(Purl found, Release base, AccessRequest asked) {
        var release = records.releases().add(found);
        var declared = records.approved(base.id(), clock.instant());
        var request =
                records.reviews()
                        .addRequest(
                                release.id(),
                                asked.requesterId(),
                                asked.purpose(),
                                asked.owner(),
                                declared.domains());
        records.reviews().openReview(request, null);
        audit(
                release,
                "release.found-upstream",
                "newer than the approved "
                        + base.purl().exactVersion()
                        + "; asked for "
                        + asked.owner()
                        + " as that was, and told to them and to the reviewers");
        audit(
                release,
                "review.opened",
                declared.domains().isEmpty()
                        ? "declares no destination"
                        : "declares " + String.join(", ", declared.domains()));
        queue.start(release.id());
        deeds.announce(release.id());
        return release;
    }

    /** The request that was approved last. */
    private Optional<AccessRequest> asked(Release base) {
        return records.reviews().decisions(base.id()).stream()
                .filter(each -> each.kind() == Decision.Kind.APPROVE)
                .flatMap(each -> Stream.ofNullable(each.reviewId()))
                .flatMap(id -> records.reviews().review(id).stream())
                .flatMap(review -> records.reviews().request(review.requestId()).stream())
                .findFirst();
    }

    private void audit(Release release, String action, String detail) {
        records.audit().append(AuditTrail.SERVICE, action, release.purl().toString(), detail);
    }
}
