package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Review;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.vetting.ReviewReport;
import dev.assay.registry.workflow.Emergencies;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the page offers its reader. It only explains beforehand: the workflow refuses whatever the
 * reader may not do, offered or not.
 */
@Component
final class ChoicesOf {

    private static final Set<ReleaseState> TO_VET_AGAIN =
            EnumSet.of(ReleaseState.VETTING_FAILED, ReleaseState.IN_REVIEW);
    private static final Set<ReleaseState> LET_THROUGH =
            EnumSet.of(
                    ReleaseState.IN_REVIEW,
                    ReleaseState.REJECTED,
                    ReleaseState.EXPIRED,
                    ReleaseState.SUSPENDED);
    private static final Set<ReleaseState> REVOCABLE =
            EnumSet.of(ReleaseState.APPROVED, ReleaseState.SUSPENDED, ReleaseState.EXPIRED);

    private final Panels panels;
    private final Emergencies emergencies;

    ChoicesOf(Panels panels, Emergencies emergencies) {
        this.panels = panels;
        this.emergencies = emergencies;
    }

    ReleaseView.Choices of(
            Account reader,
            Release release,
            @Nullable ReviewReport shown,
            ReleasePage.@Nullable Attempt attempt) {
        var open = shown != null && shown.review().state() == Review.State.OPEN ? shown : null;
        var snapshot = shown == null ? null : shown.review().snapshotSha256();
        var panel = open == null ? null : panels.of(reader, release, open.review(), open.request());
        var never = panel != null && panel.blocks().stream().anyMatch(each -> each.mostDays() == 0);
        return new ReleaseView.Choices(
                open == null ? null : open.review().id().value(),
                snapshot == null ? "" : snapshot.hex(),
                open == null ? null : panels.of(reader, release, open.review(), open.request()),
                noDecision(reader),
                TO_VET_AGAIN.contains(release.state()) && HomePage.mayVetAgain(reader),
                release.state() == ReleaseState.APPROVED,
                release.state() == ReleaseState.SUSPENDED,
                REVOCABLE.contains(release.state()),
                !never && letThrough(reader, release),
                emergencies.usualHours(),
                emergencies.mostHours(),
                attempt == null ? ReleasePage.Attempt.NONE : attempt);
    }

    /** Whether an emergency could be for this. */
    private static boolean letThrough(Account reader, Release release) {
        return Callers.reviewers().admits(reader.roles())
                && release.snapshotSha256() != null
                && LET_THROUGH.contains(release.state());
    }

    private static @Nullable String noDecision(Account reader) {
        return Callers.reviewers().admits(reader.roles())
                ? null
                : "Decisions are taken by people with a reviewer's role: security, data protection,"
                        + " procurement or system owner. Yours are others.";
    }
}
