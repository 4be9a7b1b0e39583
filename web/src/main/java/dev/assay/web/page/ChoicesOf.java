package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Review;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.vetting.ReviewReport;
import dev.assay.scanners.delta.Verdict;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
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
    private static final Set<ReleaseState> REVOCABLE =
            EnumSet.of(ReleaseState.APPROVED, ReleaseState.SUSPENDED, ReleaseState.EXPIRED);

    ReleaseView.Choices of(
            Account reader,
            Release release,
            @Nullable ReviewReport shown,
            ReleasePage.@Nullable Attempt attempt) {
        var open = shown != null && shown.review().state() == Review.State.OPEN ? shown : null;
        var snapshot = shown == null ? null : shown.review().snapshotSha256();
        return new ReleaseView.Choices(
                open == null ? null : open.review().id().value(),
                snapshot == null ? "" : snapshot.hex(),
                open == null ? null : noApproval(reader, open),
                noDecision(reader),
                TO_VET_AGAIN.contains(release.state()) && HomePage.mayVetAgain(reader),
                release.state() == ReleaseState.APPROVED,
                release.state() == ReleaseState.SUSPENDED,
                REVOCABLE.contains(release.state()),
                attempt == null ? "" : attempt.reason(),
                attempt == null ? Stage.PRODUCTION.name() : attempt.stage());
    }

    private static @Nullable String noDecision(Account reader) {
        return Callers.reviewers().admits(reader.roles())
                ? null
                : "Decisions are taken by people with a reviewer's role: security, data protection,"
                        + " procurement or system owner. Yours are others.";
    }

    /** Every reason at once, so that nobody mends one and meets the next. */
    private static @Nullable String noApproval(Account reader, ReviewReport shown) {
        var review = shown.review();
        var snapshot = shown.snapshot();
        var reasons = new ArrayList<String>();
        if (review.requesterId().equals(reader.id())) {
            reasons.add("You asked for this yourself, and nobody approves their own request.");
        } else if (review.lastEditorId().equals(reader.id())) {
            reasons.add("You edited this request last, so another reviewer has to approve it.");
        }
        if (snapshot != null && snapshot.verdict() == Verdict.BLOCK) {
            reasons.add(
                    "The verdict is block, which nobody can overrule here. Reject it, or ask for a"
                            + " version without what it found.");
        } else if (!reasons.isEmpty()) {
            reasons.add("You can still reject it.");
        }
        return reasons.isEmpty() ? null : String.join(" ", reasons);
    }
}
