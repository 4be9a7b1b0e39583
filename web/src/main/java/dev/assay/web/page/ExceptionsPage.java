package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.BreakGlass;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.registry.identity.Callers;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Gathers what people let pass. */
@Component
final class ExceptionsPage {

    private final WaiverStore waivers;
    private final BreakGlassStore glass;
    private final ReleaseStore releases;
    private final People people;
    private final Clock clock;

    ExceptionsPage(
            WaiverStore waivers,
            BreakGlassStore glass,
            ReleaseStore releases,
            People people,
            Clock clock) {
        this.waivers = waivers;
        this.glass = glass;
        this.releases = releases;
        this.people = people;
        this.clock = clock;
    }

    ExceptionsView view(Account reader, @Nullable String told, @Nullable String problem) {
        return new ExceptionsView(
                glass.all().stream().map(each -> glass(each, reader)).toList(),
                Arrays.stream(Waiver.State.values())
                        .map(state -> group(state, reader))
                        .filter(each -> !each.waivers().isEmpty())
                        .toList(),
                told,
                problem);
    }

    private ExceptionsView.Group group(Waiver.State state, Account reader) {
        return new ExceptionsView.Group(
                switch (state) {
                    case ASKED -> "Asked for";
                    case GRANTED -> "Waived now";
                    case REFUSED -> "Refused";
                    case EXPIRED -> "Over";
                    case ENDED -> "Ended";
                    case LAPSED -> "Lapsed";
                },
                waivers.in(state).stream().map(each -> waived(each, reader)).toList());
    }

    private ExceptionsView.Waived waived(Waiver waiver, Account reader) {
        var release = releases.find(waiver.releaseId()).orElseThrow();
        var decides = Callers.reviewers().admits(reader.roles());
        var decider = waiver.deciderId();
        var expires = waiver.expiresAt();
        return new ExceptionsView.Waived(
                waiver.id().value(),
                "/releases/" + release.id(),
                release.purl().packageName(),
                release.purl().exactVersion(),
                waiver.title(),
                people.name(waiver.askerId()),
                waiver.reason(),
                waiver.control(),
                waiver.days(),
                waiver.state().name().toLowerCase(Locale.ROOT),
                switch (waiver.state()) {
                    case ASKED -> "review";
                    case GRANTED -> "approved";
                    case REFUSED, EXPIRED, ENDED, LAPSED -> "info";
                },
                expires == null
                        ? "since " + Words.day(waiver.askedAt())
                        : "until " + Words.day(expires),
                decider == null ? null : people.name(decider) + ": " + waiver.decisionReason(),
                decides && waiver.state() == Waiver.State.ASKED,
                decides && waiver.holds(clock.instant()),
                waiver.askerId().equals(reader.id()));
    }

    private ExceptionsView.Glass glass(BreakGlass each, Account reader) {
        var release = releases.find(each.releaseId()).orElseThrow();
        var overdue = each.overdue(clock.instant());
        var closer = each.closedBy();
        return new ExceptionsView.Glass(
                each.id().value(),
                "/releases/" + release.id(),
                release.purl().packageName(),
                release.purl().exactVersion(),
                people.name(each.actorId()),
                each.stage().words(),
                each.reason(),
                each.expiresAt(),
                !each.owed() ? "looked at" : overdue ? "overdue" : "to be looked at",
                !each.owed() ? "info" : "block",
                closer == null ? null : people.name(closer),
                each.postReview(),
                each.owed()
                        && Callers.reviewers().admits(reader.roles())
                        && !each.actorId().equals(reader.id()));
    }

    /** Those nobody has looked at afterwards, for the home page. */
    List<HomeView.Glass> owed() {
        var now = clock.instant();
        return glass.owed().stream()
                .map(
                        each -> {
                            var release = releases.find(each.releaseId()).orElseThrow();
                            return new HomeView.Glass(
                                    "/releases/" + release.id(),
                                    release.purl().packageName(),
                                    release.purl().exactVersion(),
                                    people.name(each.actorId()),
                                    each.stage().words(),
                                    each.reason(),
                                    each.expiresAt(),
                                    each.overdue(now));
                        })
                .toList();
    }
}
