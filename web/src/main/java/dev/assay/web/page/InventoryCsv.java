package dev.assay.web.page;

import dev.assay.inventory.server.ServerListing;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server as a line of a table. Nothing is left blank that somebody could take for none. */
final class InventoryCsv {

    private static final String UNKNOWN = "unknown";

    static final List<String> HEADER =
            List.of(
                    "purl",
                    "name",
                    "ecosystem",
                    "state",
                    "approved versions",
                    "approved for",
                    "approved until",
                    "newest version",
                    "state of newest",
                    "tier",
                    "owner",
                    "data",
                    "destinations declared",
                    "destinations found",
                    "destinations observed",
                    "next review",
                    "overdue",
                    "open findings",
                    "worst finding",
                    "waivers",
                    "break-glass",
                    "open tasks");

    private InventoryCsv() {}

    static List<String> line(ServerListing server, LocalDate today) {
        var review = server.nextReview();
        var tier = server.tier();
        return List.of(
                server.purl(),
                server.name(),
                server.ecosystem(),
                server.state().words(),
                served(server, ServerListing.Served::version),
                served(server, each -> each.stage() == null ? UNKNOWN : each.stage().words()),
                served(server, each -> each.until() == null ? UNKNOWN : each.until().toString()),
                server.newest().version(),
                server.newest().state().words(),
                tier == null ? UNKNOWN : tier.words(),
                joined(server.owners().stream(), UNKNOWN),
                joined(server.data().stream().map(FacetWords::data), UNKNOWN),
                joined(
                        server.destinations().stream()
                                .filter(ServerListing.Destination::declared)
                                .map(ServerListing.Destination::host),
                        "none"),
                server.destinationsKnown()
                        ? joined(
                                server.destinations().stream()
                                        .filter(ServerListing.Destination::found)
                                        .map(ServerListing.Destination::host),
                                "none")
                        : UNKNOWN,
                "not run",
                review == null ? "none" : review.toString(),
                server.isOverdue(today) ? "yes" : "no",
                Integer.toString(server.findings()),
                server.worst() == null ? "none" : server.worst(),
                Integer.toString(server.waivers()),
                server.breakGlass() ? "yes" : "no",
                Integer.toString(server.tasks()));
    }

    private static String served(
            ServerListing server, Function<ServerListing.Served, String> value) {
        return joined(server.served().stream().map(value), "none");
    }

    private static String joined(Stream<String> values, String none) {
        var all = values.collect(Collectors.joining("; "));
        return all.isEmpty() ? none : all;
    }
}
