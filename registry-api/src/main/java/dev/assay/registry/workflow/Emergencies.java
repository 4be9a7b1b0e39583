package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.APPROVED;
import static dev.assay.inventory.release.ReleaseState.EXPIRED;
import static dev.assay.inventory.release.ReleaseState.IN_REVIEW;
import static dev.assay.inventory.release.ReleaseState.REJECTED;
import static dev.assay.inventory.release.ReleaseState.SUSPENDED;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.BreakGlass;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Break-glass: one reviewer lets a vetted release through for hours. It is never silent, ends by
 * itself, and leaves a look that somebody else owes.
 */
public final class Emergencies {

    private static final Set<ReleaseState> FROM =
            Set.of(IN_REVIEW, REJECTED, EXPIRED, SUSPENDED, APPROVED);
    private static final int MOST_TEXT = 4000;

    private final Records records;
    private final Waived waived;
    private final ReviewSettings settings;
    private final Deeds deeds;
    private final Clock clock;

    Emergencies(Records records, Waived waived, ReviewSettings settings, Deeds deeds, Clock clock) {
        this.records = records;
        this.waived = waived;
        this.settings = settings;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** For how many hours where nobody says. */
    public long usualHours() {
        return settings.breakGlass().toHours();
    }

    /** For how many hours at most. */
    public long mostHours() {
        return settings.breakGlassMost().toHours();
    }

    /**
     * Lets a release through.
     *
     * @param hours for how long; null for the usual time
     */
    public DecisionOutcome open(
            Account actor, Id releaseId, Stage stage, @Nullable Integer hours, String reason) {
        var objection = Reviewers.objection(actor, reason);
        if (objection.isPresent()) {
            return new DecisionOutcome.Refused(objection.get());
        }
        if (hours != null && (hours < 1 || hours > mostHours())) {
            return new DecisionOutcome.Refused(
                    "break-glass lasts 1 to " + mostHours() + " hours, not " + hours);
        }
        var length = hours == null ? settings.breakGlass() : Duration.ofHours(hours);
        return deeds.whole(
                () ->
                        records.releases()
                                .lock(releaseId)
                                .map(release -> open(actor, release, stage, length, reason.strip()))
                                .orElseGet(
                                        () ->
                                                new DecisionOutcome.Refused(
                                                        "there is no such release")));
    }

    /** Records the look afterwards, by anybody who decides but the one who opened it. */
    public Deed<BreakGlass> close(Account actor, Id id, String postReview) {
        var objection = Reviewers.objection(actor, postReview);
        if (objection.isPresent()) {
            return new Deed.Refused<>(objection.get());
        }
        if (postReview.strip().length() > MOST_TEXT) {
            return new Deed.Refused<>("the post-review has at most 4000 characters");
        }
        return deeds.whole(
                () -> {
                    var found = records.glass().find(id);
                    if (found.isEmpty()) {
                        return new Deed.Refused<>("there is no such break-glass");
                    }
                    if (found.get().actorId().equals(actor.id())) {
                        return new Deed.Refused<>(
                                "you opened it, so somebody else has to look at it afterwards");
                    }
                    if (!records.glass().close(id, actor.id(), postReview.strip())) {
                        return new Deed.Refused<>("somebody has looked at it already");
                    }
                    var release = records.releases().find(found.get().releaseId()).orElseThrow();
                    records.audit(actor, "break-glass.reviewed", release, postReview);
                    return new Deed.Done<>(records.glass().find(id).orElseThrow());
                });
    }

    /** Puts back how releases stood whose break-glass is over. */
    void expire() {
        var now = clock.instant();
        records.glass().all().stream()
                .filter(each -> each.endedAt() == null && !now.isBefore(each.expiresAt()))
                .forEach(each -> deeds.whole(() -> expire(each, now)));
    }

    private DecisionOutcome open(
            Account actor, Release release, Stage stage, Duration length, String reason) {
        var refusal = refusal(actor, release, stage);
        if (refusal != null) {
            return new DecisionOutcome.Refused(refusal);
        }
        var expires = clock.instant().plus(length);
        records.glass().open(release, actor.id(), reason, stage, expires);
        var decision =
                new Decision(
                        Id.random(),
                        release.id(),
                        null,
                        Decision.Kind.BREAK_GLASS,
                        actor.id(),
                        reason,
                        stage,
                        release.snapshotSha256(),
                        expires,
                        List.of(),
                        null,
                        clock.instant());
        records.reviews().decide(decision, null);
        records.releases()
                .move(
                        release.id(),
                        FROM,
                        APPROVED,
                        "break-glass for " + stage.words() + " by " + actor.displayName());
        records.releases().serve(release.id(), stage, expires);
        records.audit(
                actor,
                "release.break-glass",
                release,
                "for " + stage.words() + " until " + expires + ": " + reason);
        deeds.announce(release.id());
        return new DecisionOutcome.Decided(decision, records.now(release));
    }

    private @Nullable String refusal(Account actor, Release release, Stage stage) {
        if (release.state() == ReleaseState.REVOKED) {
            return release.purl() + " is revoked, which is final: no emergency serves it again";
        }
        var snapshot = release.snapshotSha256();
        if (!FROM.contains(release.state()) || snapshot == null) {
            return release.purl()
                    + " is "
                    + release.state().words()
                    + "; only what has been vetted can be let through";
        }
        if (records.glass().running(release.id()).isPresent()) {
            return "it is let through already; a longer time is an approval";
        }
        var held = release.stage();
        if (release.state() == APPROVED && held != null && held.covers(stage)) {
            return "it is approved for " + held.words() + " already; nothing has to be broken";
        }
        var undecided = records.undecided(release.id());
        if (undecided.stream().anyMatch(each -> each.isOf(actor.id()))) {
            return "you asked for it or edited the request; another reviewer has to let it through";
        }
        return Stream.concat(
                        Stream.of(snapshot),
                        undecided.stream().flatMap(it -> Stream.ofNullable(it.snapshotSha256())))
                .flatMap(each -> waived.uncovered(release.id(), each).stream())
                .filter(each -> !each.waivable())
                .findFirst()
                .map(each -> "no emergency makes this harmless: " + each.title())
                .orElse(null);
    }

    private boolean expire(BreakGlass seen, Instant now) {
        var release = records.lock(seen.releaseId());
        var glass = records.glass().find(seen.id()).orElseThrow();
        if (glass.endedAt() != null) {
            return false;
        }
        records.glass().end(glass.id());
        // Somebody may have suspended or approved it meanwhile, and that stays.
        if (release.state() == APPROVED && glass.expiresAt().equals(release.expiresAt())) {
            var before = glass.before();
            var state = before(release, before, now);
            records.releases()
                    .move(
                            release.id(),
                            Set.of(APPROVED),
                            state,
                            state == before.state()
                                    ? before.reason()
                                    : "waiting for a reviewer; its break-glass is over");
            records.releases().serve(release.id(), before.stage(), before.expiresAt());
        }
        records.audit()
                .append(
                        AuditTrail.SERVICE,
                        "break-glass.ended",
                        release.purl().toString(),
                        glass.owed()
                                ? "its time is over; nobody has looked at it afterwards yet"
                                : "its time is over");
        deeds.announce(release.id());
        return true;
    }

    /** What was in review and was decided meanwhile goes on as it was decided. */
    private ReleaseState before(Release release, BreakGlass.Before before, Instant now) {
        var expires = before.expiresAt();
        if (before.state() == APPROVED && expires != null && !now.isBefore(expires)) {
            return EXPIRED;
        }
        return switch (before.state()) {
            case IN_REVIEW, REJECTED, EXPIRED ->
                    records.undecided(release.id()).isEmpty()
                            ? before.state() == IN_REVIEW ? REJECTED : before.state()
                            : IN_REVIEW;
            default -> before.state();
        };
    }
}
