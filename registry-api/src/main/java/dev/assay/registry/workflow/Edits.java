package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.IN_REVIEW;
import static dev.assay.inventory.release.ReleaseState.REJECTED;
import static dev.assay.inventory.release.ReleaseState.REQUESTED;
import static dev.assay.inventory.release.ReleaseState.VETTING;
import static dev.assay.inventory.release.ReleaseState.VETTING_FAILED;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Asked;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.RequestOutcome.Problem;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes requests that are under way. */
final class Edits {

    private static final Set<ReleaseState> UNDER_WAY =
            Set.of(REQUESTED, VETTING, VETTING_FAILED, IN_REVIEW);

    private final Records records;
    private final VettingQueue queue;
    private final Deeds deeds;
    private final Clock clock;

    Edits(Records records, VettingQueue queue, Deeds deeds, Clock clock) {
        this.records = records;
        this.queue = queue;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** What a request is part of, read once its release is locked. */
    private record Found(AccessRequest request, Review review, Release release) {}

    EditOutcome edit(Account editor, Id request, RequestForm form) {
        if (!mayEdit(editor)) {
            return refused(
                    "account",
                    editor.login() + " may not edit requests; requesters and reviewers may");
        }
        return deeds.whole(
                () ->
                        lock(request)
                                .map(found -> edit(editor, found, form))
                                .orElseGet(() -> refused("request", "there is no such request")));
    }

    Deed<AccessRequest> withdraw(Account actor, Id request, String reason) {
        return deeds.whole(
                () ->
                        lock(request)
                                .map(found -> withdraw(actor, found, reason))
                                .orElseGet(() -> new Deed.Refused<>("there is no such request")));
    }

    private EditOutcome edit(Account editor, Found found, RequestForm form) {
        var review = found.review();
        if (!review.isUndecided()) {
            return refused("request", "its review is closed; hand in a new request instead");
        }
        if (!review.requestId().equals(found.request().id())) {
            return refused(
                    "request",
                    "it joined somebody else's review; edit that request, or withdraw this one");
        }
        var release = found.release();
        var check =
                RequestCheck.ofEdit(
                        new RequestForm(release.purl().toString(), form.domains(), form.answers()));
        if (!check.problems().isEmpty()) {
            return new EditOutcome.Refused(check.problems());
        }
        var asked = check.asked();
        var changes = changes(found.request(), asked);
        if (changes.isEmpty()) {
            return refused("request", "nothing in it differs from what is handed in");
        }
        var votes =
                records.votes().voidAll(review.id(), editor.displayName() + " edited the request");
        records.reviews().rewrite(found.request().id(), asked);
        records.reviews().edited(review.id(), editor.id());
        records.audit(editor, "request.edited", release, "changed " + String.join(", ", changes));
        queue.start(release.id());
        deeds.announce(release.id());
        return new EditOutcome.Edited(
                records.reviews().request(found.request().id()).orElseThrow(),
                records.reviews().review(review.id()).orElseThrow(),
                votes);
    }

    private Deed<AccessRequest> withdraw(Account actor, Found found, String reason) {
        var request = found.request();
        var review = found.review();
        var release = found.release();
        if (!request.requesterId().equals(actor.id())) {
            return new Deed.Refused<>(
                    "only whoever asked can withdraw a request; a reviewer can reject it");
        }
        if (request.withdrawnAt() != null) {
            return new Deed.Refused<>("it is withdrawn already");
        }
        if (!review.isUndecided()) {
            return new Deed.Refused<>("its review is closed; there is nothing to withdraw");
        }
        var why = reason.isBlank() ? "no reason given" : reason.strip();
        records.reviews().withdraw(request.id());
        records.audit(actor, "request.withdrawn", release, why);
        var others =
                records.reviews().requestsIn(review.id()).stream()
                        .anyMatch(
                                each ->
                                        each.withdrawnAt() == null
                                                && !each.id().equals(request.id()));
        if (!others) {
            close(actor, review, release, why);
        }
        deeds.announce(release.id());
        return new Deed.Done<>(records.reviews().request(request.id()).orElseThrow());
    }

    private void close(Account actor, Review review, Release release, String why) {
        records.reviews()
                .decide(
                        new Decision(
                                Id.random(),
                                release.id(),
                                review.id(),
                                Decision.Kind.WITHDRAW,
                                actor.id(),
                                why,
                                null,
                                review.snapshotSha256(),
                                null,
                                List.of(),
                                null,
                                clock.instant()),
                        review);
        records.reviews().close(review.id(), Review.State.WITHDRAWN);
        records.tools().settle(release.id(), review.id(), null);
        if (records.undecided(release.id()).isEmpty()) {
            records.releases()
                    .move(
                            release.id(),
                            UNDER_WAY,
                            REJECTED,
                            "withdrawn by whoever asked for it; nobody decided against it");
        }
    }

    private Optional<Found> lock(Id id) {
        return records.reviews()
                .request(id)
                .flatMap(seen -> records.releases().lock(seen.releaseId()))
                .flatMap(
                        release -> {
                            var request = records.reviews().request(id).orElseThrow();
                            return Optional.ofNullable(request.reviewId())
                                    .flatMap(records.reviews()::review)
                                    .map(review -> new Found(request, review, release));
                        });
    }

    private static boolean mayEdit(Account editor) {
        return !editor.disabled()
                && (editor.has(dev.assay.inventory.account.Role.REQUESTER)
                        || Reviewers.isOne(editor));
    }

    /** The names of what differs, for the audit trail. */
    private static List<String> changes(AccessRequest before, Asked after) {
        var changes = new ArrayList<String>();
        if (!before.domains().equals(after.domains())) {
            changes.add("domains");
        }
        Questions.ALL.stream()
                .filter(each -> !before.answers().of(each).equals(after.answers().of(each)))
                .forEach(each -> changes.add(each.key()));
        return changes;
    }

    private static EditOutcome refused(String field, String why) {
        return new EditOutcome.Refused(List.of(new Problem(field, why)));
    }
}
