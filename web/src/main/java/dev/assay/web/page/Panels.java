package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.review.Waiver;
import dev.assay.registry.workflow.Quorum;
import dev.assay.registry.workflow.ReviewPanel;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes how a review stands for its reader. */
@Component
final class Panels {

    private final ReviewPanel panel;
    private final ReleaseStore releases;
    private final People people;
    private final Acceptances acceptances;

    Panels(ReviewPanel panel, ReleaseStore releases, People people, Acceptances acceptances) {
        this.panel = panel;
        this.releases = releases;
        this.people = people;
        this.acceptances = acceptances;
    }

    PanelView of(Account reader, Release release, Review review, AccessRequest request) {
        var standing = panel.of(review);
        var changed = standing.tier() != standing.computed().tier();
        var reasons = new ArrayList<>(standing.computed().reasons());
        standing.changes().stream()
                .limit(changed ? 1 : 0)
                .forEach(
                        each ->
                                reasons.addFirst(
                                        people.name(each.actorId())
                                                + " set it to "
                                                + each.tier().words()
                                                + ": "
                                                + each.reason()));
        return new PanelView(
                review.id().value(),
                standing.tier().words(),
                changed ? standing.computed().tier().words() : null,
                reasons,
                Arrays.stream(Tier.values()).map(Tier::words).toList(),
                standing.quorum().seats().stream()
                        .map(
                                each ->
                                        new PanelView.Seat(
                                                each.role().words(), each.needed(), each.given()))
                        .toList(),
                standing.votes().stream().map(this::given).toList(),
                panel.objections(reader, review),
                standing.blocks().stream().map(this::block).toList(),
                standing.mostDays(),
                stages(request.stage()),
                roles(reader, standing.quorum()),
                suggestions(release));
    }

    private PanelView.Given given(Vote vote) {
        return new PanelView.Given(
                people.name(vote.approverId()),
                vote.role().words(),
                "for " + vote.stage().words() + ", " + vote.approvalDays() + " days",
                vote.conditions(),
                vote.reason(),
                vote.givenAt(),
                vote.voidReason());
    }

    PanelView.Block block(ReviewPanel.Block block) {
        var blocker = block.blocker();
        var waiver = block.waiver();
        var holds = block.accepted();
        var waits = waiver != null && waiver.state() == Waiver.State.ASKED;
        return new PanelView.Block(
                blocker.target(),
                blocker.title(),
                blocker.remedy(),
                blocker.mostDays(),
                acceptances.term(blocker.mostDays()),
                waiver != null
                        ? waived(waiver)
                        : holds ? "each finding that breaks it is accepted" : null,
                holds,
                blocker.waivable() && !holds && !waits);
    }

    private String waived(Waiver waiver) {
        var expires = waiver.expiresAt();
        return switch (waiver.state()) {
            case ASKED ->
                    people.name(waiver.askerId()) + " asks that it be waived; a reviewer answers";
            case GRANTED ->
                    "waived by "
                            + (waiver.deciderId() == null
                                    ? "a reviewer"
                                    : people.name(waiver.deciderId()))
                            + (expires == null ? "" : " until " + Words.day(expires))
                            + "; instead: "
                            + waiver.control();
            case REFUSED -> "a waiver was refused: " + waiver.decisionReason();
            case EXPIRED -> "its waiver is over";
            case ENDED -> "its waiver was ended: " + waiver.decisionReason();
            case LAPSED -> "its waiver lapsed: " + waiver.decisionReason();
        };
    }

    private static List<PanelView.Option> stages(Stage asked) {
        return Arrays.stream(Stage.values())
                .filter(each -> asked.covers(each))
                .sorted((one, other) -> other.compareTo(one))
                .map(each -> new PanelView.Option(each.name(), each.words()))
                .toList();
    }

    private static List<PanelView.Option> roles(Account reader, Quorum quorum) {
        return quorum.seats().stream()
                .filter(each -> each.missing() > 0 && reader.has(each.role()))
                .map(Quorum.Seat::role)
                .map(each -> new PanelView.Option(each.name(), each.words()))
                .toList();
    }

    private List<String> suggestions(Release release) {
        var suggestions = new ArrayList<String>();
        releases.ofPackage(release.purl()).stream()
                .filter(each -> !each.id().equals(release.id()))
                .filter(each -> each.state() == ReleaseState.APPROVED)
                .limit(2)
                .map(each -> "Use " + each.purl().exactVersion() + ", which is approved.")
                .forEach(suggestions::add);
        suggestions.add("Ask for a version without what was found.");
        suggestions.add("Declare where it sends data, and why, and ask again.");
        suggestions.add("Ask for a sandbox with test data first.");
        return suggestions;
    }
}
