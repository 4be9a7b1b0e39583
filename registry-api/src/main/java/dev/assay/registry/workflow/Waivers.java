package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.APPROVED;
import static dev.assay.inventory.release.ReleaseState.SUSPENDED;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Exceptions for what blocks a release, and for what was found in it: asked for by anybody, granted
 * by a reviewer who is not the asker, over by themselves. No finding is changed by one.
 */
public final class Waivers {

    private static final int MOST_TEXT = 4000;

    private final Records records;
    private final Waived waived;
    private final ReviewSettings settings;
    private final Deeds deeds;
    private final Clock clock;

    Waivers(Records records, Waived waived, ReviewSettings settings, Deeds deeds, Clock clock) {
        this.records = records;
        this.waived = waived;
        this.settings = settings;
        this.deeds = deeds;
        this.clock = clock;
    }

    /**
     * What somebody writes to ask for one.
     *
     * @param target the id of the finding or rule
     * @param control what keeps the harm small meanwhile
     * @param days for how long; null for as long as the settings allow
     */
    public record Wish(String target, String reason, String control, @Nullable Integer days) {}

    /** How a reviewer answers. */
    public enum Answer {
        GRANT,
        REFUSE,
        /** Ends a granted one before its time. */
        END
    }

    /** For how many days one lasts at most. */
    public int mostDays() {
        return settings.waiverDays();
    }

    /** What blocks a release now, whether waived or not. */
    public List<Blocker> blockers(Release release) {
        return snapshot(release).map(waived::blockers).orElse(List.of());
    }

    /** The same, and each finding that people may accept. */
    private List<Blocker> acceptable(Release release) {
        return snapshot(release)
                .map(
                        each ->
                                Stream.concat(
                                                waived.blockers(each).stream(),
                                                waived.findings(each).stream())
                                        .toList())
                .orElse(List.of());
    }

    /** The waivers that hold for a release at this moment. */
    public List<Waiver> holding(Id release) {
        var now = clock.instant();
        return records.waivers().of(release).stream().filter(each -> each.holds(now)).toList();
    }

    /** Asks for one. */
    public Deed<Waiver> ask(Account asker, Id releaseId, Wish wish) {
        if (asker.disabled()) {
            return new Deed.Refused<>(asker.login() + " is disabled");
        }
        var flaw = flaw(wish);
        if (flaw.isPresent()) {
            return new Deed.Refused<>(flaw.get());
        }
        return deeds.whole(
                () ->
                        records.releases()
                                .lock(releaseId)
                                .map(release -> ask(asker, release, wish))
                                .orElseGet(() -> new Deed.Refused<>("there is no such release")));
    }

    /**
     * Grants, refuses or ends one.
     *
     * @param days for how long it is granted; null for as long as was asked
     */
    public Deed<Waiver> decide(
            Account actor, Id waiverId, Answer answer, String reason, @Nullable Integer days) {
        var objection = Reviewers.objection(actor, reason);
        if (objection.isPresent()) {
            return new Deed.Refused<>(objection.get());
        }
        return deeds.whole(
                () -> {
                    var seen = records.waivers().find(waiverId);
                    if (seen.isEmpty()) {
                        return new Deed.Refused<>("there is no such waiver");
                    }
                    var release = records.lock(seen.get().releaseId());
                    var waiver = records.waivers().find(waiverId).orElseThrow();
                    return switch (answer) {
                        case GRANT -> grant(actor, waiver, release, reason.strip(), days);
                        case REFUSE -> refuse(actor, waiver, release, reason.strip());
                        case END -> end(actor, waiver, release, reason.strip());
                    };
                });
    }

    /** Ends those whose time is over. What they covered blocks again by itself. */
    void expire() {
        var now = clock.instant();
        records.waivers().in(Waiver.State.GRANTED).stream()
                .filter(each -> !each.holds(now))
                .forEach(each -> deeds.whole(() -> expire(each)));
    }

    private boolean expire(Waiver waiver) {
        var release = records.lock(waiver.releaseId());
        if (!records.waivers().expire(waiver.id())) {
            return false;
        }
        records.audit()
                .append(
                        AuditTrail.SERVICE,
                        "waiver.expired",
                        release.purl().toString(),
                        waiver.title() + "; it blocks again");
        voidVotes(release, "a waiver it stood on is over");
        deeds.announce(release.id());
        return true;
    }

    private Deed<Waiver> ask(Account asker, Release release, Wish wish) {
        if (release.state() == ReleaseState.REVOKED) {
            return new Deed.Refused<>(
                    release.purl() + " is revoked, which is final: nothing of it is waived");
        }
        var blocker =
                acceptable(release).stream()
                        .filter(each -> each.target().equals(wish.target()))
                        .findFirst();
        if (blocker.isEmpty()) {
            return new Deed.Refused<>(
                    "nothing that blocks this release, and nothing found in it, has that id");
        }
        if (!blocker.get().waivable()) {
            return new Deed.Refused<>(
                    "this is never waived: "
                            + blocker.get().title()
                            + ". Ask for a version without it");
        }
        var most = Math.min(settings.waiverDays(), blocker.get().mostDays());
        var wanted = wish.days();
        if (wanted != null && wanted > most) {
            return new Deed.Refused<>("this is waived for at most " + most + " days");
        }
        var open =
                records.waivers().of(release.id()).stream()
                        .filter(blocker.get()::isCoveredBy)
                        .filter(
                                each ->
                                        each.state() == Waiver.State.ASKED
                                                || each.holds(clock.instant()))
                        .findFirst();
        if (open.isPresent()) {
            return new Deed.Refused<>(
                    open.get().state() == Waiver.State.ASKED
                            ? "a waiver for this is asked for already; a reviewer answers it"
                            : "a waiver for this holds already");
        }
        var waiver =
                records.waivers()
                        .ask(
                                release.id(),
                                blocker.get().kind(),
                                blocker.get().target(),
                                blocker.get().title(),
                                blocker.get().stands().digest(),
                                blocker.get().stands().places(),
                                asker.id(),
                                wish.reason().strip(),
                                wish.control().strip(),
                                wanted == null ? most : wanted);
        records.audit(
                asker,
                "waiver.asked",
                release,
                waiver.title() + ", for " + waiver.days() + " days: " + waiver.reason());
        return new Deed.Done<>(waiver);
    }

    private Deed<Waiver> grant(
            Account actor,
            Waiver waiver,
            Release release,
            String reason,
            @Nullable Integer wanted) {
        if (waiver.askerId().equals(actor.id())) {
            return new Deed.Refused<>("nobody grants the waiver they asked for");
        }
        var days = wanted == null ? waiver.days() : wanted;
        var most = most(waiver, release);
        if (days < 1 || days > most) {
            return new Deed.Refused<>("this waiver lasts 1 to " + most + " days, not " + days);
        }
        var expires = clock.instant().plus(Duration.ofDays(days));
        if (!move(actor, waiver, Waiver.State.ASKED, Waiver.State.GRANTED, reason, expires)) {
            return answered(waiver);
        }
        records.audit(
                actor,
                "waiver.granted",
                release,
                waiver.title() + ", until " + expires + ": " + reason);
        return now(waiver);
    }

    private Deed<Waiver> refuse(Account actor, Waiver waiver, Release release, String reason) {
        if (!move(actor, waiver, Waiver.State.ASKED, Waiver.State.REFUSED, reason, null)) {
            return answered(waiver);
        }
        records.audit(actor, "waiver.refused", release, waiver.title() + ": " + reason);
        return now(waiver);
    }

    private Deed<Waiver> end(Account actor, Waiver waiver, Release release, String reason) {
        if (!move(actor, waiver, Waiver.State.GRANTED, Waiver.State.ENDED, reason, null)) {
            return answered(waiver);
        }
        records.audit(actor, "waiver.ended", release, waiver.title() + ": " + reason);
        voidVotes(release, "a waiver it stood on was ended");
        if (release.state() == APPROVED && !waived.uncovered(release).isEmpty()) {
            suspend(actor, release, "a waiver it stood on was ended: " + reason);
        }
        return now(waiver);
    }

    /** The rule may have changed its mind since it was asked for. */
    private int most(Waiver waiver, Release release) {
        return acceptable(release).stream()
                .filter(each -> each.isCoveredBy(waiver))
                .mapToInt(Blocker::mostDays)
                .map(each -> Math.min(each, settings.waiverDays()))
                .findFirst()
                .orElse(0);
    }

    private void suspend(Account actor, Release release, String reason) {
        records.releases().move(release.id(), Set.of(APPROVED), SUSPENDED, "suspended: " + reason);
        records.reviews()
                .decide(
                        new Decision(
                                Id.random(),
                                release.id(),
                                null,
                                Decision.Kind.SUSPEND,
                                actor.id(),
                                reason,
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                clock.instant()),
                        null);
        records.audit(actor, "release.suspended", release, reason);
        deeds.announce(release.id());
    }

    private void voidVotes(Release release, String reason) {
        for (var review : records.undecided(release.id())) {
            var snapshot = review.snapshotSha256();
            if (snapshot != null && !waived.uncovered(release.id(), snapshot).isEmpty()) {
                records.votes().voidAll(review.id(), reason);
            }
        }
    }

    private boolean move(
            Account actor,
            Waiver waiver,
            Waiver.State from,
            Waiver.State to,
            String reason,
            @Nullable Instant expires) {
        return records.waivers().decide(waiver.id(), from, to, actor.id(), reason, expires);
    }

    private Deed<Waiver> now(Waiver waiver) {
        return new Deed.Done<>(records.waivers().find(waiver.id()).orElseThrow());
    }

    private static Deed<Waiver> answered(Waiver waiver) {
        return new Deed.Refused<>(
                "the waiver is " + waiver.state().name().toLowerCase(Locale.ROOT) + " already");
    }

    /** The newest there is to see. */
    private Optional<Sha256> snapshot(Release release) {
        return records.reviews().reviews(release.id()).stream()
                .flatMap(each -> Stream.ofNullable(each.snapshotSha256()))
                .findFirst()
                .or(() -> Optional.ofNullable(release.snapshotSha256()));
    }

    private Optional<String> flaw(Wish wish) {
        if (wish.reason().isBlank()) {
            return Optional.of("a waiver needs a reason; write why it has to be accepted");
        }
        if (wish.control().isBlank()) {
            return Optional.of(
                    "a waiver needs a compensating control; write what keeps the harm small"
                            + " meanwhile");
        }
        if (wish.reason().length() > MOST_TEXT || wish.control().length() > MOST_TEXT) {
            return Optional.of("reason and control have at most 4000 characters each");
        }
        var days = wish.days();
        if (days != null && (days < 1 || days > settings.waiverDays())) {
            return Optional.of(
                    "a waiver lasts 1 to " + settings.waiverDays() + " days, not " + days);
        }
        return Optional.empty();
    }
}
