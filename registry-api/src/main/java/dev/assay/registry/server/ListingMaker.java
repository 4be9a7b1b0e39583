package dev.assay.registry.server;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.server.ServerListing;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.task.Task;
import dev.assay.registry.vetting.ReviewReport;
import dev.assay.registry.workflow.Declaration;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.known.Ecosystems;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a server's row of all its records. */
final class ListingMaker {

    private static final Logger LOG = LoggerFactory.getLogger(ListingMaker.class);

    /** Of a package with more releases that count, the last ones speak for it. */
    private static final int MOST_COUNTING = 20;

    private static final int MOST_HOSTS = 200;

    /** Which state speaks for a server of which nothing is approved. */
    private static final List<ReleaseState> TELLING =
            List.of(
                    ReleaseState.APPROVED,
                    ReleaseState.SUSPENDED,
                    ReleaseState.IN_REVIEW,
                    ReleaseState.VETTING,
                    ReleaseState.REQUESTED,
                    ReleaseState.VETTING_FAILED,
                    ReleaseState.EXPIRED,
                    ReleaseState.REVOKED,
                    ReleaseState.REJECTED,
                    ReleaseState.RETIRED);

    private final ServerRecords records;
    private final FoundHosts hosts;
    private final Clock clock;

    ListingMaker(ServerRecords records, FoundHosts hosts, Clock clock) {
        this.records = records;
        this.hosts = hosts;
        this.clock = clock;
    }

    /**
     * The row of a server; empty where no release of it is known.
     *
     * @param packagePurl the package that it is listed by
     */
    Optional<ServerListing> make(Purl packagePurl) {
        var packages = records.packages().packagesOf(packagePurl);
        var releases = records.releases().ofPackages(packages);
        if (releases.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var current = CurrentRelease.of(releases);
        var served = releases.stream().filter(ListingMaker::isServed).toList();
        var counting = counting(releases, current);
        var requests =
                counting.stream()
                        .flatMap(each -> records.reviews().requests(each.id()).stream())
                        .filter(each -> each.withdrawnAt() == null)
                        .toList();
        var reviews =
                counting.stream()
                        .flatMap(each -> records.reviews().reviews(each.id()).stream())
                        .filter(each -> each.computed() != null)
                        .sorted(Comparator.comparing(Review::openedAt).reversed())
                        .toList();
        var waivers =
                counting.stream()
                        .flatMap(each -> records.waivers().of(each.id()).stream())
                        .filter(each -> each.holds(now))
                        .toList();
        var findings = findings(counting, waivers);
        var tasks =
                packages.stream()
                        .flatMap(each -> records.tasks().openAbout(each).stream())
                        .toList();
        var found = found(releases, current);
        var newest =
                releases.stream()
                        .max(
                                Comparator.comparing(Release::createdAt)
                                        .thenComparing(each -> each.id().value()))
                        .orElseThrow();
        return Optional.of(
                new ServerListing(
                        Servers.id(packagePurl),
                        packagePurl.withVersion(null).toString(),
                        packages.stream()
                                .skip(1)
                                .map(
                                        each ->
                                                new ServerListing.Package(
                                                        each.toString(), Ecosystems.name(each)))
                                .toList(),
                        Ecosystems.name(packagePurl),
                        packagePurl.packageName(),
                        state(releases),
                        served.stream().map(ListingMaker::served).toList(),
                        new ServerListing.Newest(
                                newest.id(), newest.purl().exactVersion(), newest.state()),
                        releases.size(),
                        reviews.isEmpty() ? null : tier(reviews.getFirst()),
                        requests.stream()
                                .map(AccessRequest::owner)
                                .filter(each -> !each.isBlank())
                                .distinct()
                                .toList(),
                        requests.stream()
                                .map(each -> each.answers().of(Questions.DATA_SUBJECTS).choice())
                                .filter(each -> !each.isBlank())
                                .distinct()
                                .sorted()
                                .toList(),
                        destinations(found.orElse(List.of()), requests),
                        found.isPresent(),
                        nextReview(releases),
                        tasks.stream().map(Task::due).min(Comparator.naturalOrder()).orElse(null),
                        tasks.size(),
                        findings.size(),
                        findings.stream()
                                .map(Finding::severity)
                                // The most severe constant comes first.
                                .reduce((one, other) -> one.atLeast(other) ? one : other)
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .orElse(null),
                        waivers.size(),
                        served.stream()
                                .anyMatch(each -> records.glass().running(each.id()).isPresent()),
                        releases.stream()
                                .map(Release::updatedAt)
                                .max(Comparator.naturalOrder())
                                .orElse(now)));
    }

    /** What was found in the release that speaks for each of its packages. */
    private Optional<List<FoundHosts.Host>> found(List<Release> releases, Release current) {
        var byPackage = new LinkedHashMap<Purl, List<Release>>();
        byPackage.put(current.purl().withVersion(null), new ArrayList<>());
        releases.forEach(
                each ->
                        byPackage
                                .computeIfAbsent(
                                        each.purl().withVersion(null), none -> new ArrayList<>())
                                .add(each));
        var found =
                byPackage.values().stream()
                        .flatMap(
                                each -> hosts.of(CurrentRelease.of(each).snapshotSha256()).stream())
                        .toList();
        return hosts.of(current.snapshotSha256()).isEmpty()
                ? Optional.empty()
                : Optional.of(found.stream().flatMap(List::stream).toList());
    }

    /** What is served, in review or speaks for the server, the last changed first. */
    private static List<Release> counting(List<Release> releases, Release current) {
        return Stream.concat(
                        Stream.of(current),
                        releases.stream()
                                .filter(
                                        each ->
                                                isServed(each)
                                                        || each.state() == ReleaseState.IN_REVIEW
                                                        || each.state() == ReleaseState.SUSPENDED)
                                .sorted(Comparator.comparing(Release::updatedAt).reversed()))
                .distinct()
                .limit(MOST_COUNTING)
                .toList();
    }

    static boolean isServed(Release release) {
        return release.state() == ReleaseState.APPROVED;
    }

    private static ReleaseState state(List<Release> releases) {
        return releases.stream()
                .map(Release::state)
                .min(Comparator.comparing(TELLING::indexOf))
                .orElseThrow();
    }

    private static ServerListing.Served served(Release release) {
        return new ServerListing.Served(
                release.id(), release.purl().exactVersion(), release.stage(), release.expiresAt());
    }

    /** A reviewer's word holds while what is computed stays what it was. */
    private Tier tier(Review review) {
        var computed = java.util.Objects.requireNonNull(review.computed()).tier();
        return records.reviews().tierChanges(review.id()).stream()
                .findFirst()
                .filter(change -> change.computed() == computed)
                .map(change -> change.tier())
                .orElse(computed);
    }

    /** The first end of an approval that holds; where none does, the last that ended by itself. */
    private static @Nullable LocalDate nextReview(List<Release> releases) {
        var holds =
                releases.stream()
                        .filter(ListingMaker::isServed)
                        .flatMap(each -> Stream.ofNullable(each.expiresAt()))
                        .min(Comparator.naturalOrder());
        return holds.or(
                        () ->
                                releases.stream().anyMatch(ListingMaker::isServed)
                                        ? Optional.empty()
                                        : releases.stream()
                                                .filter(
                                                        each ->
                                                                each.state()
                                                                        == ReleaseState.EXPIRED)
                                                .flatMap(
                                                        each -> Stream.ofNullable(each.expiresAt()))
                                                .max(Comparator.naturalOrder()))
                .map(ListingMaker::day)
                .orElse(null);
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static List<ServerListing.Destination> destinations(
            List<FoundHosts.Host> found, List<AccessRequest> requests) {
        var declaration =
                new Declaration(
                        requests.stream().flatMap(each -> each.domains().stream()).toList());
        var all = new LinkedHashMap<String, ServerListing.Destination>();
        found.stream()
                .filter(FoundHosts.Host::found)
                .forEach(
                        each ->
                                all.put(
                                        each.host(),
                                        new ServerListing.Destination(
                                                each.host(),
                                                declaration.covers(each.host()),
                                                true)));
        declaration
                .domains()
                .forEach(
                        each ->
                                all.putIfAbsent(
                                        each, new ServerListing.Destination(each, true, false)));
        return all.values().stream().limit(MOST_HOSTS).toList();
    }

    private List<Finding> findings(List<Release> counting, List<Waiver> waivers) {
        return counting.stream()
                .flatMap(release -> newestReport(release).stream())
                .flatMap(report -> Stream.ofNullable(report.delta()))
                .flatMap(delta -> delta.findings().stream())
                .filter(each -> each.severity().atLeast(Severity.MEDIUM))
                .filter(
                        each ->
                                waivers.stream()
                                        .noneMatch(
                                                waiver ->
                                                        waiver.targetKind()
                                                                        == Waiver.TargetKind.FINDING
                                                                && waiver.target()
                                                                        .equals(each.id())))
                .toList();
    }

    private Optional<ReviewReport> newestReport(Release release) {
        try {
            return records.reviews().reviews(release.id()).stream()
                    .filter(each -> each.snapshotSha256() != null)
                    .findFirst()
                    .flatMap(each -> records.reports().review(each.id()));
        } catch (RuntimeException e) {
            // The row is made all the same; the release's own page says what is wrong.
            LOG.warn("the findings of {} cannot be read", release.purl(), e);
            return Optional.empty();
        }
    }
}
