package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Waiver;
import dev.assay.registry.workflow.ReviewPanel;
import dev.assay.registry.workflow.Waivers;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes how it stands with accepting the findings of a review. */
@Component
final class Acceptances {

    private static final int USUAL_DAYS = 30;

    private final ReviewPanel panel;
    private final Waivers waivers;
    private final People people;
    private final Clock clock;

    Acceptances(ReviewPanel panel, Waivers waivers, People people, Clock clock) {
        this.panel = panel;
        this.waivers = waivers;
        this.people = people;
        this.clock = clock;
    }

    /** The acceptances of findings that are more than notes, by the finding's id. */
    Map<String, FindingView.Acceptance> of(Release release, Review review) {
        var found = new LinkedHashMap<String, FindingView.Acceptance>();
        for (var block : panel.findings(review)) {
            found.put(block.blocker().target(), acceptance(release, block));
        }
        return found;
    }

    private FindingView.Acceptance acceptance(Release release, ReviewPanel.Block block) {
        var waiver = block.waiver();
        var waits = waiver != null && waiver.state() == Waiver.State.ASKED;
        var never = !block.blocker().waivable();
        return new FindingView.Acceptance(
                "/releases/" + release.id() + "/waivers",
                block.blocker().target(),
                badge(block, waits),
                block.accepted() ? "approved" : "review",
                waiver == null ? null : "/exceptions#waiver-" + waiver.id(),
                waiver == null ? null : past(waiver),
                never,
                !never
                        && !block.accepted()
                        && !waits
                        && release.state() != ReleaseState.REVOKED
                        && release.state() != ReleaseState.RETIRED,
                term(block.blocker().mostDays()));
    }

    private @Nullable String badge(ReviewPanel.Block block, boolean waits) {
        var waiver = block.waiver();
        if (waiver != null && waits) {
            return "asked for by " + people.name(waiver.askerId()) + ", waiting for a reviewer";
        }
        if (!block.accepted()) {
            return null;
        }
        if (waiver == null || waiver.expiresAt() == null) {
            return "accepted";
        }
        var decider = waiver.deciderId();
        return "accepted until "
                + Words.day(waiver.expiresAt())
                + (decider == null ? "" : " by " + people.name(decider));
    }

    private static @Nullable String past(Waiver waiver) {
        return switch (waiver.state()) {
            case ASKED, GRANTED -> null;
            case REFUSED -> "It was asked for, and refused: " + waiver.decisionReason();
            case EXPIRED -> "It was accepted, and that is over.";
            case ENDED -> "It was accepted, and that was ended: " + waiver.decisionReason();
            case LAPSED -> "It was accepted, and that lapsed: " + waiver.decisionReason();
        };
    }

    /** The days between which the end of an acceptance may lie. */
    FindingView.Term term(int mostDays) {
        var most = Math.max(1, Math.min(mostDays, waivers.mostDays()));
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new FindingView.Term(
                today.plusDays(1).toString(),
                today.plusDays(Math.min(USUAL_DAYS, most)).toString(),
                today.plusDays(most).toString(),
                most);
    }
}
