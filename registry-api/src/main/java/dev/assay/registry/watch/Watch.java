package dev.assay.registry.watch;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.inventory.watch.WatchedPackage;
import dev.assay.registry.workflow.Updates;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.OfferedVersions;
import dev.assay.scanners.ecosystem.PresentOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Asks the upstreams of what is approved what is new. */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final Set<ReleaseState> UNDECIDED =
            EnumSet.of(
                    ReleaseState.REQUESTED,
                    ReleaseState.VETTING,
                    ReleaseState.VETTING_FAILED,
                    ReleaseState.IN_REVIEW);

    private final Upstreams upstreams;
    private final WatchStore watched;
    private final ReleaseStore releases;
    private final Updates updates;
    private final UpstreamChanges changes;
    private final WatchSettings settings;
    private final Clock clock;

    Watch(
            Upstreams upstreams,
            WatchStore watched,
            ReleaseStore releases,
            Updates updates,
            UpstreamChanges changes,
            WatchSettings settings,
            Clock clock) {
        this.upstreams = upstreams;
        this.watched = watched;
        this.releases = releases;
        this.updates = updates;
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
    }

    /** Looks at the packages whose time has come, the longest waiting first. */
    void run() {
        watched.forgetOthers();
        watched.missing().forEach(each -> watched.add(each, after(spread())));
        try (var threads =
                Executors.newFixedThreadPool(settings.atOnce(), Thread.ofVirtual().factory())) {
            watched.due(settings.perRun()).forEach(each -> threads.execute(() -> look(each)));
        }
    }

    private void look(WatchedPackage watching) {
        try {
            ask(watching);
        } catch (InterruptedException e) {
            // The process is ending; the package stays due.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("watching {} failed unexpectedly", watching.packagePurl(), e);
            failed(watching, "it failed inside Assay; the log of this moment says more", null);
        }
    }

    private void ask(WatchedPackage watching) throws InterruptedException {
        var known = releases.ofPackage(watching.packagePurl());
        var approved =
                known.stream().filter(each -> each.state() == ReleaseState.APPROVED).toList();
        var under = fingerprint(approved);
        var etag = under.equals(watching.seenUnder()) ? watching.etag() : null;
        var upstream = upstreams.of(watching.packagePurl()).orElse(null);
        if (upstream == null) {
            failed(watching, Ecosystems.notFetched(watching.packagePurl()), null);
            return;
        }
        switch (upstream.versions(watching.packagePurl(), etag)) {
            case VersionsOutcome.Found(var offered) -> {
                changes.compare(approved, offered);
                var problem = openNewer(upstream, watching, known, approved, offered);
                // What was held back must be seen again, though upstream may say nothing new.
                var seen = problem.isPresent() ? null : offered.etag();
                watched.answered(watching.packagePurl(), seen, under, problem.orElse(null), next());
            }
            case VersionsOutcome.NotModified n ->
                    watched.answered(watching.packagePurl(), etag, under, null, next());
            // Nothing follows from it, and nothing is wrong.
            case VersionsOutcome.Unlisted u ->
                    watched.answered(watching.packagePurl(), null, under, null, next());
            case VersionsOutcome.NotFound(var reason) -> {
                // Once may be a hiccup of a proxy in between.
                if (watching.failures() > 0) {
                    approved.forEach(changes::gone);
                }
                failed(watching, reason, null);
            }
            case VersionsOutcome.Unavailable(var reason, var retryAfter) ->
                    failed(watching, reason, retryAfter);
            case VersionsOutcome.Malformed(var reason) -> failed(watching, reason, null);
            case VersionsOutcome.NotConfigured(var reason) -> failed(watching, reason, null);
        }
    }

    /**
     * @return why not everything was opened, where that is so
     */
    private Optional<String> openNewer(
            Upstream upstream,
            WatchedPackage watching,
            List<Release> known,
            List<Release> approved,
            OfferedVersions offered)
            throws InterruptedException {
        var ecosystem = upstream.ecosystem();
        var versions =
                known.stream().map(each -> each.purl().exactVersion()).collect(Collectors.toSet());
        var base = newest(ecosystem, approved);
        if (base.isEmpty()) {
            return Optional.empty();
        }
        var waiting = known.stream().filter(each -> UNDECIDED.contains(each.state())).count();
        for (var version :
                Newer.of(
                        ecosystem,
                        offered,
                        List.of(base.get().purl().exactVersion()),
                        each ->
                                versions.stream()
                                        .anyMatch(version -> ecosystem.isSame(version, each)))) {
            if (waiting >= settings.mostWaiting()) {
                return Optional.of(
                        version
                                + " is there, and "
                                + waiting
                                + " versions wait undecided; it is taken up once one of them is"
                                + " decided");
            }
            var named = watching.packagePurl().withVersion(version);
            var purl = named;
            if (ecosystem.moves(named)) {
                switch (upstream.present(named)) {
                    case PresentOutcome.Named(var release) -> purl = release;
                    case PresentOutcome.Unknown(var reason) -> {
                        return Optional.of(
                                version + " is there, but not what it stands for: " + reason);
                    }
                }
            }
            updates.open(purl, base.get().id());
            if (releases.find(purl).isEmpty()) {
                return Optional.of(
                        version
                                + " is there, but nobody's request for the approved version is on"
                                + " record that could be carried over");
            }
            waiting++;
        }
        return Optional.empty();
    }

    private static Optional<Release> newest(Ecosystem ecosystem, List<Release> approved) {
        return approved.stream()
                .filter(each -> ecosystem.version(each.purl().exactVersion()).isPresent())
                .max(
                        Comparator.comparing(
                                each ->
                                        ecosystem
                                                .version(each.purl().exactVersion())
                                                .orElseThrow()));
    }

    private void failed(WatchedPackage watching, String problem, @Nullable Duration retryAfter) {
        var pause = settings.pause(watching.failures() + 1);
        var asked = retryAfter == null ? Duration.ZERO : retryAfter;
        var longer = asked.compareTo(pause) > 0 ? asked : pause;
        var most = settings.longestPause();
        watched.failed(
                watching.packagePurl(),
                problem,
                after(jitter(longer.compareTo(most) > 0 ? most : longer)));
    }

    private Instant next() {
        return after(jitter(settings.interval()));
    }

    private Instant after(Duration pause) {
        return clock.instant().plus(pause);
    }

    /** A first look at any moment of an interval, so that many approvals are not asked at once. */
    private Duration spread() {
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(settings.interval().toMillis() + 1));
    }

    private static Duration jitter(Duration pause) {
        var percent = ThreadLocalRandom.current().nextLong(90, 111);
        return pause.multipliedBy(percent).dividedBy(100);
    }

    private static String fingerprint(List<Release> approved) {
        return Sha256.of(
                        approved.stream()
                                .map(each -> each.purl() + " " + each.integrity())
                                .sorted()
                                .collect(Collectors.joining("\n"))
                                .getBytes(StandardCharsets.UTF_8))
                .hex();
    }
}
