package dev.assay.web.page;

import dev.assay.registry.server.FoundHosts;
import dev.assay.registry.server.ServerReport;
import dev.assay.registry.workflow.Declaration;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a server talks to: declared, found and observed side by side. */
final class DestinationRows {

    private static final int MOST_PACKAGES_NAMED = 3;

    private DestinationRows() {}

    /**
     * What nobody declared first, then by name.
     *
     * @param observed what the current version was seen to do; null where it was not run
     */
    static List<ServerView.Destination> of(ServerReport server, @Nullable Observed observed) {
        var current = server.current();
        var hosts = current.hosts();
        var owners = new TreeMap<String, List<String>>();
        for (var request : current.requests()) {
            if (request.withdrawnAt() == null) {
                request.domains()
                        .forEach(
                                each ->
                                        owners.computeIfAbsent(each, host -> new ArrayList<>())
                                                .add(request.owner()));
            }
        }
        var declaration = new Declaration(List.copyOf(owners.keySet()));
        var rows = new TreeMap<String, ServerView.Destination>();
        for (var host : hosts == null ? List.<FoundHosts.Host>of() : hosts) {
            if (host.found()) {
                var covered = declaration.covers(host.host());
                rows.put(
                        host.host(),
                        new ServerView.Destination(
                                host.host(),
                                covered ? by(owners, host.host()) : "not declared",
                                found(host),
                                observed(host.host(), observed),
                                !covered));
            }
        }
        owners.forEach(
                (host, by) ->
                        rows.computeIfAbsent(
                                host,
                                each ->
                                        new ServerView.Destination(
                                                each,
                                                by(owners, each),
                                                hosts == null
                                                        ? "unknown: not looked for yet"
                                                        : "not found in the code",
                                                observed(each, observed),
                                                false)));
        for (var host : observed == null ? List.<String>of() : hosts(observed)) {
            var covered = declaration.covers(host);
            rows.computeIfAbsent(
                    host,
                    each ->
                            new ServerView.Destination(
                                    each,
                                    covered ? by(owners, each) : "not declared",
                                    "not found in the code",
                                    observed(each, observed),
                                    !covered));
        }
        return rows.values().stream()
                .sorted(Comparator.comparing((ServerView.Destination each) -> !each.amiss()))
                .toList();
    }

    private static List<String> hosts(Observed observed) {
        return observed.facts().stream()
                .filter(fact -> fact.kind() == FindingKind.OUTBOUND_DOMAIN)
                .map(Fact::value)
                .toList();
    }

    private static String observed(String host, @Nullable Observed observed) {
        if (observed == null) {
            return "not run";
        }
        return hosts(observed).contains(host) ? "called while it ran" : "not called while it ran";
    }

    private static String by(TreeMap<String, List<String>> owners, String host) {
        var itself = owners.get(host);
        return itself == null
                ? "covered by a wider declaration"
                : "by " + itself.stream().distinct().collect(Collectors.joining(", "));
    }

    private static String found(FoundHosts.Host host) {
        if (host.byRelease() && host.packages().size() == 1) {
            return "in its own code";
        }
        var others =
                host.packages().stream()
                        .limit(MOST_PACKAGES_NAMED)
                        .map(each -> Purl.parse(each).packageName())
                        .collect(Collectors.joining(", "));
        var more = host.packages().size() - MOST_PACKAGES_NAMED;
        return "in " + others + (more > 0 ? " and " + more + " more" : "");
    }
}
