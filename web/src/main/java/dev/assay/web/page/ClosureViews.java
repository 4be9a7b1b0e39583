package dev.assay.web.page;

import dev.assay.inventory.store.Id;
import dev.assay.registry.server.ClosureGraph;
import dev.assay.registry.server.ServerReader;
import dev.assay.registry.server.ServerReport;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes closures out for people. */
@Component
final class ClosureViews {

    private static final int MOST_HITS = 200;
    private static final int LONGEST_QUERY = 200;

    private final ServerReader reader;

    ClosureViews(ServerReader reader) {
        this.reader = reader;
    }

    /**
     * Of a server.
     *
     * @param of the release whose closure is wanted; null for the one that speaks for the server
     * @return empty where that is none of its releases
     */
    Optional<ClosureView> of(ServerReport server, @Nullable String of, String query) {
        var id = server.listing().id();
        var release =
                of == null || of.isEmpty()
                        ? Optional.of(server.current().release().id())
                        : Id.parse(of);
        return release.flatMap(
                each -> reader.closure(id, each).map(graph -> view(server, each, graph, query)));
    }

    private static ClosureView view(
            ServerReport server, Id release, ClosureGraph graph, String asked) {
        var query =
                asked.strip().length() <= LONGEST_QUERY
                        ? asked.strip()
                        : asked.strip().substring(0, LONGEST_QUERY);
        var base = "/servers/" + server.listing().id();
        var hits = query.isEmpty() ? List.<ClosureGraph.Node>of() : graph.search(query);
        return new ClosureView(
                base + "/closure",
                base,
                release.value(),
                server.versions().stream()
                        .filter(each -> each.release().id().equals(release))
                        .map(ServerReport.Version::version)
                        .findFirst()
                        .orElse(server.current().version()),
                graph.isResolved(),
                graph.size(),
                graph.nodes().stream().mapToInt(ClosureGraph.Node::depth).max().orElse(0),
                query,
                server.versions().stream()
                        .map(
                                each ->
                                        new ClosureView.Other(
                                                each.release().id().value(),
                                                each.version(),
                                                each.release().id().equals(release)))
                        .toList(),
                hits.size(),
                hits.stream().limit(MOST_HITS).map(ClosureViews::hit).toList(),
                query.isEmpty() ? branches(graph.direct()) : List.of(),
                graph.duplicates().entrySet().stream()
                        .map(
                                each ->
                                        new ClosureView.Duplicate(
                                                each.getKey(),
                                                each.getValue(),
                                                base
                                                        + "?of="
                                                        + release
                                                        + "&find="
                                                        + URLEncoder.encode(
                                                                each.getKey() + "@",
                                                                StandardCharsets.UTF_8)
                                                        + "#closure"))
                        .toList());
    }

    private static ClosureView.Hit hit(ClosureGraph.Node node) {
        return new ClosureView.Hit(
                node.name(),
                node.version(),
                node.locked().optional(),
                node.copies(),
                node.way(),
                node.locked().integrity().value());
    }

    private static List<ClosureView.Branch> branches(List<ClosureGraph.Branch> branches) {
        return branches.stream()
                .map(
                        each ->
                                new ClosureView.Branch(
                                        each.node().name(),
                                        each.node().version(),
                                        each.node().locked().optional(),
                                        each.node().copies(),
                                        each.size(),
                                        branches(each.branches())))
                .toList();
    }
}
