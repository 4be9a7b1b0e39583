package dev.assay.registry.rest;

import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.server.ServerListing;
import dev.assay.inventory.store.Id;
import dev.assay.registry.server.ClosureGraph;
import dev.assay.registry.server.FoundHosts;
import dev.assay.registry.server.ServerReport;
import dev.assay.registry.vetting.Published;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Servers as the API shows them. */
final class ServerDocuments {

    /** Nothing has run it yet. */
    private static final String NOT_RUN = "not-run";

    private ServerDocuments() {}

    record Served(Id release, String version, @Nullable String stage, @Nullable Instant until) {}

    /** Another package of the same server. */
    record Shipped(String purl, String ecosystem) {}

    record Newest(Id release, String version, String state) {}

    /**
     * @param found {@code yes}, {@code no}, or {@code unknown} where nothing has looked
     * @param observed {@code not-run}: nothing is run yet to see what it does
     */
    record Destination(String host, boolean declared, String found, String observed) {}

    record ServerDocument(
            Id id,
            String purl,
            List<Shipped> packages,
            String ecosystem,
            String name,
            String state,
            List<Served> served,
            Newest newest,
            int releases,
            String tier,
            List<String> owners,
            List<String> data,
            List<Destination> destinations,
            @Nullable LocalDate nextReview,
            @Nullable LocalDate taskDue,
            int openTasks,
            int openFindings,
            @Nullable String worstFinding,
            int waivers,
            boolean breakGlass,
            Instant changedAt) {

        static ServerDocument of(ServerListing server) {
            var tier = server.tier();
            return new ServerDocument(
                    server.id(),
                    server.purl(),
                    server.packages().stream()
                            .map(each -> new Shipped(each.purl(), each.ecosystem()))
                            .toList(),
                    server.ecosystem(),
                    server.name(),
                    Words.of(server.state()),
                    server.served().stream()
                            .map(
                                    each ->
                                            new Served(
                                                    each.release(),
                                                    each.version(),
                                                    each.stage() == null
                                                            ? null
                                                            : Words.of(each.stage()),
                                                    each.until()))
                            .toList(),
                    new Newest(
                            server.newest().release(),
                            server.newest().version(),
                            Words.of(server.newest().state())),
                    server.releases(),
                    tier == null ? "unknown" : Words.of(tier),
                    server.owners(),
                    server.data().isEmpty() ? List.of("unknown") : server.data(),
                    server.destinations().stream()
                            .map(
                                    each ->
                                            new Destination(
                                                    each.host(),
                                                    each.declared(),
                                                    server.destinationsKnown()
                                                            ? each.found() ? "yes" : "no"
                                                            : "unknown",
                                                    NOT_RUN))
                            .toList(),
                    server.nextReview(),
                    server.taskDue(),
                    server.tasks(),
                    server.findings(),
                    server.worst(),
                    server.waivers(),
                    server.breakGlass(),
                    server.changedAt());
        }
    }

    /**
     * @param next where the next page begins; null at the end
     * @param counts how many servers each value would leave, by parameter; null unless asked for
     */
    record ServerPage(
            List<ServerDocument> servers,
            int total,
            @Nullable String next,
            @Nullable Map<String, Map<String, Integer>> counts) {}

    record DecisionLine(String kind, String by, Instant at, String reason) {}

    record VersionDestination(
            String host, boolean declared, boolean found, List<String> packages) {}

    /**
     * @param publisher as the registry says; null where it names none or was not asked yet
     * @param attested whether the registry lists a provenance attestation; null until it was asked
     * @param destinations null where nothing has looked for them
     */
    record Version(
            ReleaseDocument release,
            @Nullable String publisher,
            @Nullable Boolean attested,
            @Nullable List<VersionDestination> destinations,
            List<DecisionLine> decisions) {

        static Version of(ServerReport.Version version, List<DecisionLine> decisions) {
            var published = Optional.ofNullable(version.published());
            var hosts = version.hosts();
            return new Version(
                    ReleaseDocument.of(version.release()),
                    published.map(Published::publisher).orElse(null),
                    published.map(Published::attested).orElse(null),
                    hosts == null
                            ? null
                            : hosts.stream().map(ServerDocuments::destination).toList(),
                    decisions);
        }
    }

    /**
     * How often one caller fetched a release on one day.
     *
     * @param caller {@code token:ID}, {@code workload:NAME}, {@code anonymous} or {@code others}
     */
    record Fetches(
            Id release,
            LocalDate day,
            String caller,
            String stage,
            String outcome,
            long times,
            Instant last) {

        static Fetches of(FetchCount counted) {
            return new Fetches(
                    counted.release(),
                    counted.day(),
                    counted.caller(),
                    Words.of(counted.stage()),
                    counted.outcome().words(),
                    counted.times(),
                    counted.lastAt());
        }
    }

    record ServerReportDocument(
            ServerDocument server,
            Id current,
            List<Version> versions,
            int olderVersions,
            List<Fetches> fetches) {}

    record Package(
            String purl,
            String name,
            String version,
            String path,
            List<String> way,
            boolean optional,
            int versionsOfThisName) {

        static Package of(ClosureGraph.Node node) {
            return new Package(
                    node.locked().purl().toString(),
                    node.name(),
                    node.version(),
                    node.locked().path(),
                    node.way(),
                    node.locked().optional(),
                    node.copies());
        }
    }

    record ClosureDocument(
            Id release,
            boolean resolved,
            int packages,
            int hits,
            List<Package> shown,
            Map<String, List<String>> duplicates) {}

    static DecisionLine line(Decision decision, String by) {
        return new DecisionLine(
                Words.of(decision.kind()), by, decision.decidedAt(), decision.reason());
    }

    private static VersionDestination destination(FoundHosts.Host host) {
        return new VersionDestination(host.host(), host.declared(), host.found(), host.packages());
    }
}
