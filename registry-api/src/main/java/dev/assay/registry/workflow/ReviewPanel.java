package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.TierChange;
import dev.assay.inventory.review.Tiering;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;

/** How a review stands: what pages and the REST API show beside what there is to see. */
public final class ReviewPanel {

    private final Records records;
    private final Objections objections;
    private final Waived waived;
    private final ReviewSettings settings;
    private final Clock clock;

    ReviewPanel(
            Records records,
            Objections objections,
            Waived waived,
            ReviewSettings settings,
            Clock clock) {
        this.clock = clock;
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

    /**
     * Something that blocks, or a finding, and the newest waiver of it.
     *
     * @param waiver one that covers it, else one that lapsed; null where there is none
     * @param accepted whether waivers that hold cover it, be they of its findings
     */
    public record Block(Blocker blocker, @Nullable Waiver waiver, boolean accepted) {}

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

    /** What blocks the snapshot of a review. */
    public List<Block> blocks(Review review) {
        var snapshot = review.snapshotSha256();
        return snapshot == null
                ? List.of()
                : blocks(review.releaseId(), waived.blockers(snapshot), List.of());
    }

    /**
     * The findings of a review that are more than notes. One that breaks a rule is accepted with
     * it.
     */
    public List<Block> findings(Review review) {
        var snapshot = review.snapshotSha256();
        return snapshot == null
                ? List.of()
                : blocks(review.releaseId(), waived.findings(snapshot), waived.blockers(snapshot));
    }

    private List<Block> blocks(Id release, List<Blocker> wanted, List<Blocker> around) {
        var waivers = records.waivers().of(release);
        var now = clock.instant();
        var holding = waivers.stream().filter(each -> each.holds(now)).toList();
        return wanted.stream().map(each -> block(each, waivers, holding, around)).toList();
    }

    private static Block block(
            Blocker blocker, List<Waiver> waivers, List<Waiver> holding, List<Blocker> around) {
        var rules =
                around.stream()
                        .filter(
                                rule ->
                                        rule.findings().stream()
                                                .anyMatch(
                                                        each ->
                                                                each.target()
                                                                        .equals(blocker.target())))
                        .toList();
        var waiver =
                waivers.stream()
                        .filter(blocker::isCoveredBy)
                        .findFirst()
                        .or(
                                () ->
                                        waivers.stream()
                                                .filter(
                                                        each ->
                                                                rules.stream()
                                                                        .anyMatch(
                                                                                rule ->
                                                                                        rule
                                                                                                .isCoveredBy(
                                                                                                        each)))
                                                .findFirst())
                        .or(
                                () ->
                                        waivers.stream()
                                                .filter(each -> each.state() == Waiver.State.LAPSED)
                                                .filter(blocker::isTargetOf)
                                                .findFirst());
        var accepted =
                blocker.isAccepted(holding)
                        || !rules.isEmpty()
                                && rules.stream()
                                        .allMatch(
                                                rule ->
                                                        holding.stream()
                                                                .anyMatch(rule::isCoveredBy));
        return new Block(blocker, waiver.orElse(null), accepted);
    }
}
