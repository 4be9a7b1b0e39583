package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.IN_REVIEW;
import static dev.assay.inventory.release.ReleaseState.REQUESTED;
import static dev.assay.inventory.release.ReleaseState.VETTING;
import static dev.assay.inventory.release.ReleaseState.VETTING_FAILED;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Asked;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Tiering;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The desk between vetting and the reviewers: what waits for vetting, and what vetting lays before
 * them. It decides nothing. All but {@link #undecided} is called within a transaction.
 */
public final class ReviewDesk {

    /**
     * A review with what its approval would let the release talk to.
     *
     * @param asked the request it looks at, as it is now
     */
    public record Pending(Review review, Declaration declaration, Asked asked) {}

    private static final Set<ReleaseState> UNFINISHED = Set.of(REQUESTED, VETTING);

    private final Records records;
    private final Lapses lapses;
    private final Deeds deeds;
    private final Clock clock;

    ReviewDesk(Records records, Lapses lapses, Deeds deeds, Clock clock) {
        this.lapses = lapses;
        this.records = records;
        this.deeds = deeds;
        this.clock = clock;
    }

    public List<Pending> undecided(Id release) {
        var now = clock.instant();
        return records.undecided(release).stream()
                .map(review -> new Pending(review, records.declared(review, now), asked(review)))
                .toList();
    }

    /** Takes a release up for vetting; empty where nothing waits for it any more. */
    public Optional<Release> takeUp(Id id) {
        var release = records.releases().lock(id).orElseThrow();
        if (!isWaiting(release)) {
            return Optional.empty();
        }
        if (records.releases().move(id, Set.of(REQUESTED), VETTING, "being vetted")) {
            deeds.announce(id);
        }
        return Optional.of(records.now(release));
    }

    /** Whether there is something to vet, now that no other transaction can add to it. */
    public boolean isWaiting(Id id) {
        return isWaiting(records.releases().lock(id).orElseThrow());
    }

    /** Says for people that vetting waits and why. */
    public void delayed(Id id, String text) {
        if (records.releases().move(id, UNFINISHED, VETTING, text)) {
            deeds.announce(id);
        }
    }

    /**
     * Lays a snapshot before the reviewers of one review. Votes on another one count no more. What
     * was judged under a request that was edited meanwhile is not shown: it waits to be judged
     * again.
     */
    public void show(Pending judged, Sha256 snapshot, Tiering tiering, @Nullable Id baseline) {
        var id = judged.review().id();
        var review = records.reviews().review(id).orElseThrow();
        if (!review.isUndecided() || !asked(review).equals(judged.asked())) {
            return;
        }
        var release = records.releases().find(review.releaseId()).orElseThrow();
        if (!snapshot.equals(review.snapshotSha256())
                && records.votes().voidAll(id, "what there is to see has changed") > 0) {
            audit(release, "review.votes-void", "what there is to see has changed");
        }
        records.reviews().show(id, snapshot, tiering);
        lapses.look(release);
        if (UNFINISHED.contains(release.state())) {
            records.releases().vetted(release.id(), baseline, snapshot);
        }
    }

    /** Lays the same before the reviewers of an open review as another policy judges it. */
    public void showAnew(Review review, Sha256 snapshot) {
        var release = records.releases().find(review.releaseId()).orElseThrow();
        var computed = review.computed();
        if (records.votes().voidAll(review.id(), "the policy has changed") > 0) {
            audit(release, "review.votes-void", "the policy has changed");
        }
        records.reviews()
                .show(
                        review.id(),
                        snapshot,
                        computed == null ? Tiers.of(asked(review).answers()) : computed);
        lapses.look(release);
    }

    /** The state of a release, which stays until the transaction ends. */
    public ReleaseState lockedState(Id release) {
        return records.lock(release).state();
    }

    /** Has a release in review stand on what its newest open review was shown last. */
    public void shownAnew(Id id) {
        var release = records.lock(id);
        records.undecided(id).stream()
                .map(Review::snapshotSha256)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(
                        snapshot -> records.releases().vetted(id, release.baselineId(), snapshot));
        audit(release, "release.run-joined", "its delta was made anew with what it was seen to do");
        deeds.announce(id);
    }

    /**
     * Ends a vetting that has shown all there is to see.
     *
     * @param verdict the policy's word
     * @param why what a blocked build is told besides that it waits: the worst finding, in one line
     */
    public void vetted(Id id, String verdict, String why) {
        var release = records.lock(id);
        records.releases().move(id, UNFINISHED, IN_REVIEW, "waiting for a reviewer; " + why);
        audit(release, "release.vetted", "verdict " + verdict);
        deeds.announce(id);
    }

    /**
     * Puts on record that a vetting was broken off with its process; it goes on with another one.
     *
     * @param node what the process that had it is called
     */
    public void interrupted(Id id, String node) {
        audit(
                records.lock(id),
                "release.vetting-interrupted",
                "the process that vetted it ended or was not heard from ("
                        + node
                        + "); another one goes on after the last stage that is on record");
    }

    /** Ends a vetting that cannot go on. */
    public void failed(Id id, String text) {
        var release = records.lock(id);
        records.releases().move(id, UNFINISHED, VETTING_FAILED, text);
        audit(release, "release.vetting-failed", text);
        deeds.announce(id);
    }

    private Asked asked(Review review) {
        var request = records.request(review);
        return new Asked(request.stage(), request.domains(), request.answers());
    }

    private boolean isWaiting(Release release) {
        return switch (release.state()) {
            case REQUESTED, VETTING -> true;
            case IN_REVIEW, APPROVED ->
                    records.undecided(release.id()).stream()
                            .anyMatch(review -> review.state() == Review.State.WAITING);
            case VETTING_FAILED, REJECTED, SUSPENDED, EXPIRED, REVOKED, RETIRED -> false;
        };
    }

    private void audit(Release release, String action, String detail) {
        records.audit().append(AuditTrail.SERVICE, action, release.purl().toString(), detail);
    }
}
