package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.TierChange;
import dev.assay.inventory.review.Tiering;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.review.Waiver;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How a review stands: what pages and the REST API show beside what there is to see. */
public final class ReviewPanel {

    private final Records records;
    private final Objections objections;
    private final Waived waived;
    private final ReviewSettings settings;

    ReviewPanel(Records records, Objections objections, Waived waived, ReviewSettings settings) {
        this.records = records;
        this.objections = objections;
        this.waived = waived;
        this.settings = settings;
    }

    /**
     * How a review stands.
     *
     * @param tier the one that counts
     * @param computed what the record comes to
     * @param changes what reviewers said against that, newest first
     * @param votes in the order they were given; void ones too
     * @param missing what the tier needs answered and is not
     * @param blocks what has to be waived, with the newest waiver of each
     * @param mostDays how long an approval lasts at most
     */
    public record Standing(
            Tier tier,
            Tiering computed,
            List<TierChange> changes,
            List<Vote> votes,
            Quorum quorum,
            List<Question> missing,
            List<Block> blocks,
            int mostDays) {}

    /** Something that blocks, and the newest waiver of it. */
    public record Block(Blocker blocker, @Nullable Waiver waiver) {}

    public Standing of(Review review) {
        var tier = objections.tier(review);
        return new Standing(
                tier,
                objections.computed(review),
                records.reviews().tierChanges(review.id()),
                records.votes().votes(review.id()),
                objections.quorum(review),
                objections.missing(review),
                blocks(review),
                settings.of(tier).days());
    }

    /** Why this person cannot vote for it, all reasons at once; empty where they can. */
    public List<String> objections(Account reader, Review review) {
        return objections.against(
                reader, review, records.releases().find(review.releaseId()).orElseThrow());
    }

    private List<Block> blocks(Review review) {
        var snapshot = review.snapshotSha256();
        if (snapshot == null) {
            return List.of();
        }
        var waivers = records.waivers().of(review.releaseId());
        return waived.blockers(snapshot).stream()
                .map(
                        each ->
                                new Block(
                                        each,
                                        waivers.stream()
                                                .filter(each::isCoveredBy)
                                                .findFirst()
                                                .orElse(null)))
                .toList();
    }
}
