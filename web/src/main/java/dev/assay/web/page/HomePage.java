package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.vetting.VettingProgress;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;

import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    private final People people;

    HomePage(
            ReviewStore reviews,
            ReleaseStore releases,
            FetchStore fetches,
            SnapshotStore snapshots,
            VettingProgress progress,
            People people) {
        this.reviews = reviews;
        this.releases = releases;
        this.fetches = fetches;
        this.snapshots = snapshots;
        this.progress = progress;
        this.people = people;
    }

    HomeView view(Account reader) {
        return new HomeView(
                reviews.reviews(Review.State.OPEN).stream()
                        .map(review -> open(review, reader))
                        .toList(),
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

    private HomeView.OpenReview open(Review review, Account reader) {
        var release = releases.find(review.releaseId()).orElseThrow();
        var request = reviews.request(review.requestId()).orElseThrow();
        var snapshot = snapshot(review);
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
                review.requesterId().equals(reader.id()));
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

    private static String version(@org.jspecify.annotations.Nullable String version) {
        return version == null ? "any version" : version;
    }
}
