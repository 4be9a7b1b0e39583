package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Draft;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.workflow.Drafts;
import dev.assay.registry.workflow.RequestState;
import dev.assay.registry.workflow.RequestStates;
import dev.assay.registry.workflow.ReviewSettings;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** What one person has to do, and what became of what they asked for. */
@Component
final class MyWork {

    private static final Duration RECENT = Duration.ofDays(30);
    private static final int MOST_SHOWN = 20;

    private final Drafts drafts;
    private final ReviewStore reviews;
    private final ReleaseStore releases;
    private final RequestStates states;
    private final WaiverStore waivers;
    private final BreakGlassStore glass;
    private final ReviewSettings settings;
    private final GrantRows grants;
    private final People people;
    private final Clock clock;

    MyWork(
            Drafts drafts,
            ReviewStore reviews,
            ReleaseStore releases,
            RequestStates states,
            WaiverStore waivers,
            BreakGlassStore glass,
            ReviewSettings settings,
            GrantRows grants,
            People people,
            Clock clock) {
        this.drafts = drafts;
        this.reviews = reviews;
        this.releases = releases;
        this.states = states;
        this.waivers = waivers;
        this.glass = glass;
        this.settings = settings;
        this.grants = grants;
        this.people = people;
        this.clock = clock;
    }

    /** What waits for this person besides the reviews that miss their vote. */
    List<HomeView.Mine> forMe(Account reader) {
        var work = new ArrayList<HomeView.Mine>();
        if (Callers.reviewers().admits(reader.roles())) {
            owed(reader, work);
            asked(reader, work);
            grants.waitingFor(reader).stream().map(MyWork::grant).forEach(work::add);
        }
        if (Callers.editors().admits(reader.roles())) {
            drafts.of(reader).stream().map(MyWork::draft).forEach(work::add);
        }
        if (reader.has(Role.REQUESTER)) {
            ending(reader, work);
        }
        return work;
    }

    private static HomeView.Mine grant(GrantRow grant) {
        return new HomeView.Mine(
                grant.link(),
                grant.tool(),
                "",
                grant.consumer()
                        + " asks for this tool of "
                        + grant.server()
                        + " in "
                        + grant.environment()
                        + ": "
                        + grant.reason(),
                "grant",
                "review",
                grant.askedAt());
    }

    /** What this person asked for and is under way, or was decided not long ago. */
    List<HomeView.Mine> requests(Account reader) {
        var recent = clock.instant().minus(RECENT);
        return reviews.requestsOf(reader.id()).stream()
                .filter(each -> isShown(each, recent.isBefore(each.createdAt())))
                .limit(MOST_SHOWN)
                .map(this::request)
                .toList();
    }

    /** For example {@code 3 approved, 1 declined}. */
    String counts(Account reader) {
        var counts = new EnumMap<RequestState, Integer>(RequestState.class);
        reviews.requestsOf(reader.id())
                .forEach(each -> counts.merge(states.of(each), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().words())
                .collect(Collectors.joining(", ", "Of all I asked for: ", "."));
    }

    private boolean isShown(AccessRequest request, boolean recent) {
        return switch (states.of(request)) {
            case VETTING, VETTING_FAILED, IN_REVIEW -> true;
            case DECLINED -> recent;
            case APPROVED, WITHDRAWN, ENDED -> false;
        };
    }

    private HomeView.Mine request(AccessRequest request) {
        var state = states.of(request);
        var declined = states.declined(request);
        var what =
                state == RequestState.DECLINED && declined.isPresent()
                        ? declined(declined.get())
                        : request.purpose();
        var release = releases.find(request.releaseId()).orElseThrow();
        return new HomeView.Mine(
                "/releases/" + release.id(),
                release.purl().packageName(),
                release.purl().exactVersion(),
                what,
                state.words(),
                switch (state) {
                    case DECLINED, VETTING_FAILED -> "rejected";
                    case IN_REVIEW -> "in-review";
                    case APPROVED -> "approved";
                    case VETTING -> "vetting";
                    case WITHDRAWN, ENDED -> "info";
                },
                request.createdAt());
    }

    private String declined(Decision decision) {
        return people.name(decision.actorId())
                + ": "
                + decision.reason()
                + (decision.suggestion() == null ? "" : " Instead: " + decision.suggestion());
    }

    private static HomeView.Mine draft(Draft draft) {
        var progress = RequestPage.progress(draft.answers());
        var name = draft.purl().isBlank() ? "A request without a package" : draft.purl();
        var version = "";
        try {
            var purl = Purl.parse(draft.purl().strip());
            name = purl.packageName();
            version = purl.version() == null ? "" : purl.version();
        } catch (IllegalArgumentException e) {
            // Half typed: shown as it is.
        }
        return new HomeView.Mine(
                "/request?draft=" + draft.id(),
                name,
                version,
                progress.text() + "; nobody else sees it until it is handed in.",
                "draft",
                "low",
                draft.updatedAt());
    }

    private void owed(Account reader, List<HomeView.Mine> work) {
        var now = clock.instant();
        glass.owed().stream()
                .filter(each -> !each.actorId().equals(reader.id()))
                .forEach(
                        each ->
                                work.add(
                                        mine(
                                                "/exceptions",
                                                each.releaseId(),
                                                people.name(each.actorId())
                                                        + " broke the glass. Look at it, and write"
                                                        + " what you think.",
                                                each.overdue(now) ? "overdue" : "break-glass",
                                                "block",
                                                each.openedAt())));
    }

    private void asked(Account reader, List<HomeView.Mine> work) {
        waivers.in(Waiver.State.ASKED).stream()
                .filter(each -> !each.askerId().equals(reader.id()))
                .forEach(
                        each ->
                                work.add(
                                        mine(
                                                "/exceptions",
                                                each.releaseId(),
                                                people.name(each.askerId())
                                                        + " asks for a waiver: "
                                                        + each.title(),
                                                "waiver",
                                                "review",
                                                each.askedAt())));
    }

    /** Approvals that this person asked for and that end soon. */
    private void ending(Account reader, List<HomeView.Mine> work) {
        var soon = clock.instant().plus(Duration.ofDays(settings.renewalNotice()));
        var seen = new HashSet<Id>();
        for (var request : reviews.requestsOf(reader.id())) {
            var release = releases.find(request.releaseId()).orElseThrow();
            var expires = release.expiresAt();
            if (release.state() == ReleaseState.APPROVED
                    && release.approvedAt() != null
                    && expires != null
                    && expires.isBefore(soon)
                    && seen.add(release.id())) {
                work.add(
                        mine(
                                "/request?renew=" + release.id(),
                                release.id(),
                                "Its approval ends "
                                        + Words.day(expires)
                                        + ". Renew it, and it stays served meanwhile.",
                                "ends soon",
                                "expired",
                                expires));
            }
        }
    }

    private HomeView.Mine mine(
            String link,
            Id release,
            String what,
            String state,
            String css,
            java.time.Instant since) {
        var purl = releases.find(release).orElseThrow().purl();
        return new HomeView.Mine(
                link, purl.packageName(), purl.exactVersion(), what, state, css, since);
    }
}
