package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.EXPIRED;
import static dev.assay.inventory.release.ReleaseState.REJECTED;
import static dev.assay.inventory.release.ReleaseState.REQUESTED;
import static dev.assay.inventory.release.ReleaseState.VETTING_FAILED;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Asked;
import dev.assay.inventory.review.Review;
import dev.assay.registry.scope.AskedScope;
import dev.assay.registry.workflow.RequestOutcome.Accepted;
import dev.assay.registry.workflow.RequestOutcome.AlreadyApproved;
import dev.assay.registry.workflow.RequestOutcome.Joined;
import dev.assay.registry.workflow.RequestOutcome.Problem;
import dev.assay.registry.workflow.RequestOutcome.Refused;
import dev.assay.registry.workflow.RequestOutcome.Widened;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Takes requests. */
final class Requests {

    private static final Set<ReleaseState> TO_START_ANEW =
            Set.of(REJECTED, EXPIRED, VETTING_FAILED);

    private final Records records;
    private final VettingQueue queue;
    private final PresentStates states;
    private final Deeds deeds;
    private final Clock clock;

    Requests(Records records, VettingQueue queue, PresentStates states, Deeds deeds, Clock clock) {
        this.records = records;
        this.queue = queue;
        this.states = states;
        this.deeds = deeds;
        this.clock = clock;
    }

    RequestOutcome request(Account requester, RequestForm form) {
        return switch (state(form.purl().strip())) {
            case PresentStates.Outcome.Named(var release) when release.version() != null ->
                    take(requester, form.of(release.toString()));
            case PresentStates.Outcome.Unknown(var reason) ->
                    new Refused(List.of(new Problem("purl", reason)));
            // What is told of a form names what was written into it.
            case PresentStates.Outcome.Named named -> take(requester, form);
            case null -> take(requester, form);
        };
    }

    /**
     * What a form means that names no exact version; null where it names one, or nothing at all.
     */
    private PresentStates.@Nullable Outcome state(String written) {
        try {
            var named = Purl.parse(written);
            var moves = Ecosystems.of(named).filter(each -> each.moves(named)).isPresent();
            return named.version() == null || moves ? states.of(named) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private RequestOutcome take(Account requester, RequestForm form) {
        var check = new RequestCheck(requester, form);
        if (!check.problems().isEmpty()) {
            return new Refused(check.problems());
        }
        try {
            return deeds.whole(() -> take(requester, check));
        } catch (DuplicateKeyException e) {
            // Somebody else asked for the same release for the first time at the same moment.
            return deeds.whole(() -> take(requester, check));
        }
    }

    private RequestOutcome take(Account requester, RequestCheck check) {
        var purl = check.purl();
        var known = records.releases().find(purl);
        var release = records.lock(known.orElseGet(() -> records.releases().add(purl)).id());
        return switch (release.state()) {
            case SUSPENDED ->
                    refused(
                            release,
                            "is suspended ("
                                    + release.stateReason()
                                    + "); two reviewers together can lift it");
            case REVOKED, RETIRED ->
                    refused(
                            release,
                            "is "
                                    + release.state().words()
                                    + " ("
                                    + release.stateReason()
                                    + "), which is final for this version; ask for another one");
            case REQUESTED, VETTING, VETTING_FAILED, IN_REVIEW, APPROVED, REJECTED, EXPIRED ->
                    record(requester, check, release, known.isEmpty());
        };
    }

    private RequestOutcome record(
            Account requester, RequestCheck check, Release release, boolean isNew) {
        var asked = check.asked();
        var request = records.reviews().addRequest(release.id(), requester.id(), asked);
        records.audit(requester, "release.requested", release, "for " + asked.owner());
        var now = clock.instant();
        if (!check.isRenewal() && isApproved(release, asked, now)) {
            return new AlreadyApproved(request, release);
        }
        var anew = TO_START_ANEW.contains(release.state());
        if (anew) {
            records.vetting().restart(release.id());
            records.releases().move(release.id(), TO_START_ANEW, REQUESTED, "waiting to be vetted");
        }
        for (var review : records.undecided(release.id())) {
            if (covers(review, asked, now)) {
                return join(request, release, review, anew);
            }
        }
        var review = records.reviews().openReview(request, null);
        records.audit(requester, "review.opened", release, describe(asked));
        queue.start(release.id());
        deeds.announce(release.id());
        var stored = records.reviews().request(request.id()).orElseThrow();
        return isNew || anew
                ? new Accepted(stored, records.now(release), review)
                : new Widened(stored, records.now(release), review);
    }

    private RequestOutcome join(
            AccessRequest request, Release release, Review review, boolean anew) {
        records.reviews().join(request.id(), review.id());
        if (anew || review.state() == Review.State.WAITING) {
            queue.start(release.id());
            deeds.announce(release.id());
        }
        var stored = records.reviews().request(request.id()).orElseThrow();
        return anew
                ? new Accepted(stored, records.now(release), review)
                : new Joined(stored, release, review);
    }

    /** Whether what is approved lets this team do all that it asks for. */
    private boolean isApproved(Release release, Asked asked, Instant now) {
        var stage = release.stage();
        return release.state() == ReleaseState.APPROVED
                && stage != null
                && stage.covers(asked.stage())
                && records.holding(release.id(), now).stream().anyMatch(it -> stakes(it, asked))
                && records.approved(release.id(), now).covers(declaration(asked))
                && records.holding(release.id(), now).stream().anyMatch(it -> scopes(it, asked));
    }

    /** Whether that request asks for every OAuth scope that this one does. */
    private static boolean scopes(AccessRequest request, Asked asked) {
        var there = AskedScope.of(request.answers());
        return AskedScope.of(asked.answers()).stream()
                .allMatch(each -> there.stream().anyMatch(each::isSameAs));
    }

    private boolean covers(Review review, Asked asked, Instant now) {
        var request = records.request(review);
        return request.stage().covers(asked.stage())
                && stakes(request, asked)
                && scopes(request, asked)
                && records.declared(review, now).covers(declaration(asked));
    }

    /** Whether a look at that request was as careful as this one asks for. */
    private static boolean stakes(AccessRequest request, Asked asked) {
        return Tiers.of(request.answers()).tier().atLeast(Tiers.of(asked.answers()).tier());
    }

    private static Declaration declaration(Asked asked) {
        return new Declaration(asked.domains());
    }

    private static Refused refused(Release release, String why) {
        return new Refused(List.of(new Problem("purl", release.purl() + " " + why)));
    }

    private static String describe(Asked asked) {
        return "for "
                + asked.stage().words()
                + "; declares "
                + (asked.domains().isEmpty()
                        ? "no destination"
                        : String.join(", ", asked.domains()));
    }
}
