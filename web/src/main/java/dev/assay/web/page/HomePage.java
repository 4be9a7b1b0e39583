package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.vetting.VettingProgress;
import dev.assay.registry.workflow.ReviewPanel;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Gathers what is waiting. */
@Component
final class HomePage {

    private static final int MOST_SIGHTINGS = 50;

    private final ReviewStore reviews;
    private final ReleaseStore releases;
    private final FetchStore fetches;
    private final SnapshotStore snapshots;
    private final VettingProgress progress;
    private final ReviewPanel panel;
    private final MyWork work;
    private final ExceptionsPage exceptions;
    private final People people;

    HomePage(
            ReviewStore reviews,
            ReleaseStore releases,
            FetchStore fetches,
            SnapshotStore snapshots,
            VettingProgress progress,
            ReviewPanel panel,
            MyWork work,
            ExceptionsPage exceptions,
            People people) {
        this.panel = panel;
        this.work = work;
        this.exceptions = exceptions;
        this.reviews = reviews;
        this.releases = releases;
        this.fetches = fetches;
        this.snapshots = snapshots;
        this.progress = progress;
        this.people = people;
    }

    HomeView view(Account reader, @Nullable String told) {
        var open =
                reviews.reviews(Review.State.OPEN).stream()
                        .map(review -> open(review, reader))
                        .toList();
        var forMe = new ArrayList<HomeView.Mine>();
        open.stream().filter(HomeView.OpenReview::forMe).map(HomePage::vote).forEach(forMe::add);
        forMe.addAll(work.forMe(reader));
        return new HomeView(
                told,
                exceptions.owed(),
                forMe,
                work.requests(reader),
                work.counts(reader),
                open.stream().filter(each -> !each.forMe()).toList(),
                vetting(),
                releases.inStates(Set.of(ReleaseState.VETTING_FAILED)).stream()
                        .map(HomePage::failed)
                        .toList(),
                fetches.sightings(MOST_SIGHTINGS).stream()
                        .filter(each -> releases.find(each.purl()).isEmpty())
                        .map(
                                each ->
                                        new HomeView.Seen(
                                                each.purl().toString(),
                                                each.id().value(),
                                                each.purl().packageName(),
                                                version(each.purl().version()),
                                                each.times(),
                                                each.lastSeen()))
                        .toList(),
                fetches.incidents(),
                mayVetAgain(reader));
    }

    /** Oldest first: what has waited longest is what somebody waits for. */
    List<HomeView.Vetting> vetting() {
        return releases
                .inStates(Set.of(ReleaseState.REQUESTED, ReleaseState.VETTING))
                .reversed()
                .stream()
                .map(
                        each ->
                                new HomeView.Vetting(
                                        link(each),
                                        each.purl().packageName(),
                                        each.purl().exactVersion(),
                                        stage(each),
                                        each.createdAt()))
                .toList();
    }

    static boolean mayVetAgain(Account reader) {
        return reader.roles().stream().anyMatch(role -> role != Role.AUDITOR && role != Role.CI);
    }

    private static HomeView.Mine vote(HomeView.OpenReview review) {
        return new HomeView.Mine(
                review.link(),
                review.name(),
                review.version(),
                review.worst() + " Asked by " + review.asked() + ".",
                review.tier() + " tier, " + review.verdict(),
                review.verdict(),
                review.since());
    }

    private HomeView.OpenReview open(Review review, Account reader) {
        var release = releases.find(review.releaseId()).orElseThrow();
        var request = reviews.request(review.requestId()).orElseThrow();
        var snapshot = snapshot(review);
        var standing = panel.of(review);
        // The first reason counts, the ones after it name findings, the most severe first.
        var worst = snapshot.reasons().get(Math.min(1, snapshot.reasons().size() - 1));
        return new HomeView.OpenReview(
                link(release) + "?review=" + review.id(),
                release.purl().packageName(),
                release.purl().exactVersion(),
                Words.of(snapshot.verdict()),
                worst,
                people.name(review.requesterId()) + " for " + request.owner(),
                review.openedAt(),
                standing.tier().words(),
                needed(standing),
                Callers.reviewers().admits(reader.roles())
                        && panel.objections(reader, review).isEmpty());
    }

    private static String needed(ReviewPanel.Standing standing) {
        return standing.blocks().isEmpty()
                ? "it still needs " + standing.quorum().stillNeeded()
                : "something blocks it";
    }

    private Snapshot snapshot(Review review) {
        try {
            return snapshots
                    .find(Objects.requireNonNull(review.snapshotSha256(), "an open review has one"))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot of review " + review.id(), e);
        }
    }

    private String stage(Release release) {
        return progress.of(release.id())
                .map(line -> line.step().words() + ": " + line.text())
                .orElse(
                        release.state() == ReleaseState.REQUESTED
                                ? release.stateReason()
                                : "at work");
    }

    private static HomeView.Failed failed(Release release) {
        return new HomeView.Failed(
                link(release),
                release.purl().packageName(),
                release.purl().exactVersion(),
                release.stateReason(),
                release.updatedAt());
    }

    private static String link(Release release) {
        return "/releases/" + release.id();
    }

    private static String version(@Nullable String version) {
        return version == null ? "any version" : version;
    }
}
