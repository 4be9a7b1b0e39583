package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.APPROVED;
import static dev.assay.inventory.release.ReleaseState.EXPIRED;
import static dev.assay.inventory.release.ReleaseState.IN_REVIEW;
import static dev.assay.inventory.release.ReleaseState.REQUESTED;
import static dev.assay.inventory.release.ReleaseState.REVOKED;
import static dev.assay.inventory.release.ReleaseState.SUSPENDED;
import static dev.assay.inventory.release.ReleaseState.VETTING_FAILED;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.DecisionOutcome.Decided;
import dev.assay.registry.workflow.DecisionOutcome.Recorded;
import dev.assay.registry.workflow.DecisionOutcome.Refused;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes how a release stands after its review. */
final class Standing {

    private static final Set<ReleaseState> REVOCABLE = Set.of(APPROVED, SUSPENDED, EXPIRED);
    private static final Set<ReleaseState> TO_VET_AGAIN = Set.of(VETTING_FAILED, IN_REVIEW);

    private final Records records;
    private final Waived waived;
    private final VettingQueue queue;
    private final Deeds deeds;
    private final Clock clock;

    Standing(Records records, Waived waived, VettingQueue queue, Deeds deeds, Clock clock) {
        this.records = records;
        this.waived = waived;
        this.queue = queue;
        this.deeds = deeds;
        this.clock = clock;
    }

    DecisionOutcome suspend(Account actor, Id release, String reason) {
        return decide(
                actor,
                release,
                reason,
                Set.of(APPROVED),
                found -> {
                    records.releases()
                            .move(
                                    found.id(),
                                    Set.of(APPROVED),
                                    SUSPENDED,
                                    "suspended: " + reason.strip());
                    return decided(
                            actor, found, Decision.Kind.SUSPEND, "release.suspended", reason);
                });
    }

    DecisionOutcome lift(Account actor, Id release, String reason) {
        return decide(
                actor,
                release,
                reason,
                Set.of(SUSPENDED),
                found -> {
                    var uncovered = waived.uncovered(found);
                    if (!uncovered.isEmpty()) {
                        return new Refused(
                                "it stood on a waiver that is over: "
                                        + uncovered.getFirst().title()
                                        + "; ask for another one before it is lifted");
                    }
                    var agreed =
                            records.reviews().decisions(found.id()).stream()
                                    .takeWhile(each -> each.kind() != Decision.Kind.SUSPEND)
                                    .filter(each -> each.kind() == Decision.Kind.LIFT)
                                    .map(Decision::actorId)
                                    .collect(Collectors.toSet());
                    if (agreed.contains(actor.id())) {
                        return new Refused(
                                "you have said so already; lifting a suspension takes a second person");
                    }
                    if (agreed.isEmpty()) {
                        var decision = record(actor, found, Decision.Kind.LIFT, reason);
                        audit(actor, "release.lift-recorded", found, reason);
                        return new Recorded(
                                decision,
                                "recorded; the suspension ends once another reviewer lifts it too");
                    }
                    var stage = found.stage();
                    records.releases()
                            .move(
                                    found.id(),
                                    Set.of(SUSPENDED),
                                    APPROVED,
                                    "approved"
                                            + (stage == null ? "" : " for " + stage.words())
                                            + "; its suspension was lifted");
                    return decided(actor, found, Decision.Kind.LIFT, "release.lifted", reason);
                });
    }

    DecisionOutcome revoke(Account actor, Id release, String reason) {
        return decide(
                actor,
                release,
                reason,
                REVOCABLE,
                found -> {
                    records.releases()
                            .move(found.id(), REVOCABLE, REVOKED, "revoked: " + reason.strip());
                    records.undecided(found.id())
                            .forEach(
                                    review ->
                                            records.reviews()
                                                    .close(review.id(), Review.State.VOID));
                    records.glass()
                            .running(found.id())
                            .ifPresent(it -> records.glass().end(it.id()));
                    return decided(actor, found, Decision.Kind.REVOKE, "release.revoked", reason);
                });
    }

    RestartOutcome vetAgain(Account actor, Id id) {
        if (actor.disabled() || actor.roles().stream().allMatch(Standing::onlyLooks)) {
            return new RestartOutcome.Refused(
                    actor.login() + " may not have releases vetted; a requester or a reviewer may");
        }
        return deeds.whole(
                () -> {
                    var found = records.releases().lock(id);
                    if (found.isEmpty()) {
                        return new RestartOutcome.Refused("there is no such release");
                    }
                    var release = found.get();
                    if (!TO_VET_AGAIN.contains(release.state())) {
                        return new RestartOutcome.Refused(
                                release.purl()
                                        + " is "
                                        + release.state().words()
                                        + "; only what failed or is in review is vetted again");
                    }
                    records.vetting().restart(id);
                    records.releases()
                            .move(id, TO_VET_AGAIN, REQUESTED, "waiting to be vetted again");
                    audit(actor, "release.vet-again", release, "was " + release.stateReason());
                    queue.start(id);
                    deeds.announce(id);
                    return new RestartOutcome.Restarted(records.now(release));
                });
    }

    private interface Change {
        DecisionOutcome on(Release release);
    }

    private DecisionOutcome decide(
            Account actor, Id id, String reason, Set<ReleaseState> from, Change change) {
        var objection = Reviewers.objection(actor, reason);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        return deeds.whole(
                () -> {
                    var found = records.releases().lock(id);
                    if (found.isEmpty()) {
                        return new Refused("there is no such release");
                    }
                    var release = found.get();
                    if (!from.contains(release.state())) {
                        return new Refused(
                                release.purl()
                                        + " is "
                                        + release.state().words()
                                        + "; this can be done to a release that is "
                                        + from.stream()
                                                .sorted()
                                                .map(ReleaseState::words)
                                                .collect(Collectors.joining(" or ")));
                    }
                    return change.on(release);
                });
    }

    private Decided decided(
            Account actor, Release release, Decision.Kind kind, String action, String reason) {
        var decision = record(actor, release, kind, reason);
        audit(actor, action, release, reason);
        deeds.announce(release.id());
        return new Decided(decision, records.now(release));
    }

    private Decision record(Account actor, Release release, Decision.Kind kind, String reason) {
        var decision =
                new Decision(
                        Id.random(),
                        release.id(),
                        null,
                        kind,
                        actor.id(),
                        reason.strip(),
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        clock.instant());
        records.reviews().decide(decision, null);
        return decision;
    }

    private void audit(Account actor, String action, Release release, String detail) {
        records.audit().append(actor.login(), action, release.purl().toString(), detail.strip());
    }

    private static boolean onlyLooks(Role role) {
        return role == Role.AUDITOR || role == Role.CI;
    }
}
