package dev.assay.registry.server;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.vetting.Published;
import dev.assay.scanners.coordinates.Purl;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts together what is known of a server. */
public final class ServerReader {

    /** So many versions are told of; their number is told always. */
    private static final int MOST_VERSIONS = 50;

    private final ServerStore servers;
    private final ServerRecords records;
    private final ClosureStore closures;
    private final FoundHosts hosts;
    private final ServerRows rows;

    ServerReader(
            ServerStore servers,
            ServerRecords records,
            ClosureStore closures,
            FoundHosts hosts,
            ServerRows rows) {
        this.servers = servers;
        this.records = records;
        this.closures = closures;
        this.hosts = hosts;
        this.rows = rows;
    }

    /** A server by its id. */
    public Optional<ServerReport> report(Id id) {
        rows.beforeSomebodyLooks();
        return servers.find(records.packages().serverOf(id))
                .map(
                        listing -> {
                            var releases = newestFirst(Purl.parse(listing.purl()));
                            var shown =
                                    releases.stream()
                                            .limit(MOST_VERSIONS)
                                            .map(this::version)
                                            .toList();
                            var speaking = CurrentRelease.of(releases);
                            var current =
                                    shown.stream()
                                            .filter(each -> each.release().equals(speaking))
                                            .findFirst()
                                            .orElseGet(() -> version(speaking));
                            return new ServerReport(
                                    listing, current, shown, releases.size() - shown.size());
                        });
    }

    /** The closure of one of a server's releases, as a graph; empty where it is none of them. */
    public Optional<ClosureGraph> closure(Id server, Id release) {
        return servers.packageOf(records.packages().serverOf(server))
                .flatMap(
                        purl ->
                                records.releases()
                                        .find(release)
                                        .filter(
                                                each ->
                                                        records.packages()
                                                                .serverOf(each.purl())
                                                                .equals(purl)))
                .map(each -> ClosureGraph.of(each.purl(), closures.packages(each.id())));
    }

    private List<Release> newestFirst(Purl packagePurl) {
        // The sort is stable, and the store has the last approved first.
        return records.releases().ofPackages(records.packages().packagesOf(packagePurl)).stream()
                .sorted(Comparator.comparing(Release::createdAt).reversed())
                .toList();
    }

    private ServerReport.Version version(Release release) {
        var reviews = records.reviews().reviews(release.id());
        var snapshot = release.snapshotSha256();
        return new ServerReport.Version(
                release,
                closures.root(release.id()).map(each -> Published.of(each.manifest())).orElse(null),
                records.reports().publishing(release.id()).orElse(null),
                hosts.of(snapshot).orElse(null),
                records.reviews().decisions(release.id()).reversed(),
                records.reviews().requests(release.id()),
                reviews);
    }
}
