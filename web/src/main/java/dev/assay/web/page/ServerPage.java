package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.server.ServerListing;
import dev.assay.inventory.task.CredentialStore;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.registry.server.ServerReport;
import dev.assay.registry.vetting.Runs;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profile.Observed;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts the page of a server together. */
@Component
final class ServerPage {

    private static final int MOST_EVENTS = 40;

    private final ShippedViews shipped;
    private final Timelines timelines;
    private final FetchViews fetches;
    private final Runs runs;
    private final TaskStore tasks;
    private final TaskRows taskRows;
    private final WatchStore watched;
    private final WaiverStore waivers;
    private final BreakGlassStore glass;
    private final CredentialStore credentials;
    private final DpiaViews dpias;
    private final People people;
    private final GateAddress gate;
    private final Clock clock;

    ServerPage(
            ShippedViews shipped,
            Timelines timelines,
            FetchViews fetches,
            Runs runs,
            TaskStore tasks,
            TaskRows taskRows,
            WatchStore watched,
            WaiverStore waivers,
            BreakGlassStore glass,
            CredentialStore credentials,
            DpiaViews dpias,
            People people,
            GateAddress gate,
            Clock clock) {
        this.shipped = shipped;
        this.timelines = timelines;
        this.fetches = fetches;
        this.runs = runs;
        this.tasks = tasks;
        this.taskRows = taskRows;
        this.watched = watched;
        this.waivers = waivers;
        this.glass = glass;
        this.credentials = credentials;
        this.dpias = dpias;
        this.people = people;
        this.gate = gate;
        this.clock = clock;
    }

    /** What the current version was seen to do; null where it was not run. */
    private @Nullable Observed observed(ServerReport server) {
        return runs.of(server.current().release().id()).map(Runs.Run::observed).orElse(null);
    }

    ServerView of(
            Account reader,
            ServerReport server,
            ClosureView closure,
            HttpServletRequest request,
            Model model) {
        var listing = server.listing();
        var purl = Purl.parse(listing.purl());
        var versions = server.versions();
        return new ServerView(
                listing.id().value(),
                listing.name(),
                listing.purl(),
                listing.state().words(),
                Words.css(listing.state()),
                marks(listing),
                summary(listing),
                shipped.of(reader, purl, model),
                timelines.of(listing.name(), versions),
                versions(versions),
                server.leftOut(),
                server.current().version(),
                server.current().hosts() != null,
                DestinationRows.of(server, observed(server)),
                closure,
                fetches.of(purl, versions),
                events(versions),
                versions.stream()
                        .filter(each -> isServed(listing, each.release()))
                        .map(each -> served(each.release(), request))
                        .toList(),
                owners(versions),
                watched(purl, listing),
                taskRows.of(tasks.openAbout(purl), reader),
                exceptions(versions),
                credentials.all().stream()
                        .filter(each -> each.packagePurl().equals(purl))
                        .map(
                                each ->
                                        new ServerView.Secret(
                                                each.kind(),
                                                each.place(),
                                                Words.day(
                                                        each.rotatedOn()
                                                                .atStartOfDay(ZoneOffset.UTC)
                                                                .toInstant())))
                        .toList(),
                versions.stream()
                        .filter(each -> each.release().sha256() != null)
                        .map(
                                each ->
                                        new ServerView.Choice(
                                                each.release().purl().toString(), each.version()))
                        .toList(),
                dpias.about(listing.id()));
    }

    private static List<InventoryView.Badge> marks(ServerListing listing) {
        var marks = new ArrayList<>(InventoryPage.marks(listing));
        var worst = listing.worst();
        if (worst != null) {
            marks.add(
                    new InventoryView.Badge(
                            worst,
                            Words.count(listing.findings(), "open finding", "open findings")
                                    + (listing.findings() == 1 ? "" : ", up to " + worst)));
        }
        return marks;
    }

    private static boolean isServed(ServerListing listing, Release release) {
        return listing.served().stream().anyMatch(each -> each.release().equals(release.id()));
    }

    private static String summary(ServerListing listing) {
        var tier = listing.tier();
        return listing.ecosystem()
                + " · "
                + (tier == null ? "tier not known yet" : tier.words() + " tier")
                + " · "
                + (listing.owners().isEmpty()
                        ? "no owner named"
                        : "for " + String.join(", ", listing.owners()))
                + " · data: "
                + (listing.data().isEmpty()
                        ? "not said"
                        : listing.data().stream()
                                .map(FacetWords::data)
                                .collect(Collectors.joining(", ")));
    }

    private List<ServerView.Version> versions(List<ServerReport.Version> versions) {
        var rows = new ArrayList<ServerView.Version>();
        for (var i = 0; i < versions.size(); i++) {
            rows.add(version(versions.get(i), before(versions, i)));
        }
        return rows;
    }

    /** A server may be shipped as several packages, each with versions of its own. */
    private static ServerReport.@Nullable Version before(
            List<ServerReport.Version> versions, int index) {
        var of = versions.get(index).release().purl().withVersion(null);
        return versions.stream()
                .skip(index + 1L)
                .filter(each -> each.release().purl().withVersion(null).equals(of))
                .findFirst()
                .orElse(null);
    }

    private ServerView.Version version(
            ServerReport.Version version, ServerReport.@Nullable Version before) {
        var release = version.release();
        var published = version.published();
        var comparable =
                before != null && release.sha256() != null && before.release().sha256() != null;
        return new ServerView.Version(
                "/releases/" + release.id(),
                version.version(),
                release.state().words(),
                Words.css(release.state()),
                release.createdAt(),
                published == null
                        ? "not known yet"
                        : VersionChanges.publisher(published.publisher()),
                VersionChanges.proof(version),
                hosts(version),
                VersionChanges.of(version, before),
                version.decisions().stream()
                        .map(
                                each ->
                                        people.name(each.actorId())
                                                + " "
                                                + Words.of(each.kind())
                                                + " it, "
                                                + Words.day(each.decidedAt()))
                        .toList(),
                comparable ? compare(Objects.requireNonNull(before), version) : null,
                before == null ? null : before.version());
    }

    private static String hosts(ServerReport.Version version) {
        var hosts = version.hosts();
        if (hosts == null) {
            return "not looked for yet";
        }
        var found = VersionChanges.found(hosts);
        return found.isEmpty() ? "none found" : String.join(", ", found);
    }

    private static String compare(ServerReport.Version before, ServerReport.Version version) {
        return "/compare?from="
                + encoded(before.release().purl().toString())
                + "&to="
                + encoded(version.release().purl().toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Requests and decisions, newest first. */
    private List<ServerView.Event> events(List<ServerReport.Version> versions) {
        var events = new ArrayList<ServerView.Event>();
        for (var version : versions) {
            var link = "/releases/" + version.release().id();
            for (var request : version.requests()) {
                events.add(asked(version, request, link));
            }
            for (var decision : version.decisions()) {
                events.add(
                        new ServerView.Event(
                                decision.decidedAt(),
                                people.name(decision.actorId())
                                        + " "
                                        + Words.of(decision.kind())
                                        + " "
                                        + version.version(),
                                decision.reason(),
                                link));
            }
        }
        return events.stream()
                .sorted(Comparator.comparing(ServerView.Event::at).reversed())
                .limit(MOST_EVENTS)
                .toList();
    }

    private ServerView.Event asked(
            ServerReport.Version version, AccessRequest request, String link) {
        return new ServerView.Event(
                request.createdAt(),
                people.name(request.requesterId())
                        + " asked for "
                        + version.version()
                        + " for "
                        + request.stage().words()
                        + (request.withdrawnAt() == null ? "" : ", and took it back"),
                request.owner() + ": " + request.purpose(),
                link);
    }

    private ServerView.Served served(Release release, HttpServletRequest request) {
        var stage = release.stage();
        var until = release.expiresAt();
        return new ServerView.Served(
                "/releases/" + release.id(),
                release.purl().exactVersion(),
                stage == null ? "no stage" : stage.words(),
                until == null ? "no end" : Words.day(until),
                gate.command(request, release));
    }

    private List<ServerView.Owner> owners(List<ServerReport.Version> versions) {
        var owners = new TreeMap<String, String>();
        for (var version : versions.reversed()) {
            for (var request : version.requests()) {
                if (request.withdrawnAt() == null) {
                    owners.put(
                            request.owner(),
                            "asked by "
                                    + people.name(request.requesterId())
                                    + " for "
                                    + version.version());
                }
            }
        }
        return owners.entrySet().stream()
                .map(each -> new ServerView.Owner(each.getKey(), each.getValue()))
                .toList();
    }

    private ServerView.Watched watched(Purl purl, ServerListing listing) {
        return watched.find(purl)
                .map(
                        each ->
                                new ServerView.Watched(
                                        "Its upstream is looked at for newer versions.",
                                        each.lookedAt(),
                                        each.nextLookAt(),
                                        each.problem()))
                .orElseGet(
                        () ->
                                new ServerView.Watched(
                                        listing.served().isEmpty()
                                                ? "Not watched: none of its versions is approved."
                                                : "Not watched yet; watching begins by itself.",
                                        null,
                                        null,
                                        null));
    }

    private List<ServerView.Exception> exceptions(List<ServerReport.Version> versions) {
        var now = clock.instant();
        var exceptions = new ArrayList<ServerView.Exception>();
        for (var version : versions) {
            var id = version.release().id();
            glass.running(id)
                    .ifPresent(
                            each ->
                                    exceptions.add(
                                            new ServerView.Exception(
                                                    "critical",
                                                    "break-glass",
                                                    version.version()
                                                            + ", by "
                                                            + people.name(each.actorId())
                                                            + ": "
                                                            + each.reason(),
                                                    Words.minute(each.expiresAt()))));
            waivers.of(id).stream()
                    .filter(each -> each.holds(now))
                    .forEach(
                            each ->
                                    exceptions.add(
                                            new ServerView.Exception(
                                                    "medium",
                                                    "waiver",
                                                    version.version() + ": " + each.title(),
                                                    Words.day(
                                                            Objects.requireNonNull(
                                                                    each.expiresAt())))));
        }
        return exceptions;
    }
}
