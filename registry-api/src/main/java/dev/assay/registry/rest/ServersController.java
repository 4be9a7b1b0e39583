package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.server.Cursor;
import dev.assay.inventory.server.ServerFilter;
import dev.assay.inventory.server.ServerSearch;
import dev.assay.inventory.store.Id;
import dev.assay.registry.rest.ServerDocuments.ClosureDocument;
import dev.assay.registry.rest.ServerDocuments.Fetches;
import dev.assay.registry.rest.ServerDocuments.Package;
import dev.assay.registry.rest.ServerDocuments.ServerDocument;
import dev.assay.registry.rest.ServerDocuments.ServerPage;
import dev.assay.registry.rest.ServerDocuments.ServerReportDocument;
import dev.assay.registry.rest.ServerDocuments.Version;
import dev.assay.registry.server.ServerReader;
import dev.assay.registry.server.ServerReport;
import dev.assay.registry.server.ServerRows;
import dev.assay.scanners.coordinates.Purl;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

@RestController
final class ServersController {

    private static final int MOST = 200;
    private static final int MOST_PACKAGES = 1_000;
    private static final int MOST_FETCHES = 1_000;
    private static final int DAYS_OF_FETCHES = 90;

    private final ServerRows rows;
    private final ServerSearch search;
    private final ServerReader reader;
    private final FetchCountStore fetches;
    private final AccountStore accounts;
    private final Clock clock;

    ServersController(
            ServerRows rows,
            ServerSearch search,
            ServerReader reader,
            FetchCountStore fetches,
            AccountStore accounts,
            Clock clock) {
        this.rows = rows;
        this.search = search;
        this.reader = reader;
        this.fetches = fetches;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** A page of the servers that pass a filter; the parameters are those of the inventory. */
    @GetMapping("/api/v1/servers")
    ServerPage list(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean counts,
            HttpServletRequest request) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid(
                    "'limit' is " + limit + ".", "Use a number from 1 to " + MOST + ".");
        }
        var filter = ServerFilter.of(request.getParameterMap());
        rows.beforeSomebodyLooks();
        var page = search.page(filter, after(cursor, filter), limit);
        var next = page.next();
        return new ServerPage(
                page.servers().stream().map(ServerDocument::of).toList(),
                search.count(filter),
                next == null ? null : next.toString(),
                counts ? counts(filter) : null);
    }

    @GetMapping("/api/v1/servers/{id}")
    ServerReportDocument server(@PathVariable String id) {
        var report = report(id);
        return new ServerReportDocument(
                ServerDocument.of(report.listing()),
                report.current().release().id(),
                report.versions().stream().map(this::version).toList(),
                report.leftOut(),
                fetches
                        .of(
                                Purl.parse(report.listing().purl()),
                                today().minusDays(DAYS_OF_FETCHES),
                                MOST_FETCHES)
                        .stream()
                        .map(Fetches::of)
                        .toList());
    }

    /** The closure of the release that is named, else of the one that speaks for the server. */
    @GetMapping("/api/v1/servers/{id}/closure")
    ClosureDocument closure(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String release,
            @RequestParam(defaultValue = "") String q) {
        var report = report(id);
        var wanted =
                release == null
                        ? report.current().release().id()
                        : Id.parse(release).orElseThrow(() -> notOfThis(id, release));
        var graph =
                reader.closure(report.listing().id(), wanted)
                        .orElseThrow(() -> notOfThis(id, wanted.value()));
        var hits = graph.search(q);
        return new ClosureDocument(
                wanted,
                graph.isResolved(),
                graph.size(),
                hits.size(),
                hits.stream().limit(MOST_PACKAGES).map(Package::of).toList(),
                graph.duplicates());
    }

    private Version version(ServerReport.Version version) {
        return Version.of(
                version,
                version.decisions().stream()
                        .map(
                                each ->
                                        ServerDocuments.line(
                                                each,
                                                accounts.find(each.actorId())
                                                        .map(Account::login)
                                                        .orElse("unknown")))
                        .toList());
    }

    private Map<String, Map<String, Integer>> counts(ServerFilter filter) {
        var counts = new LinkedHashMap<String, Map<String, Integer>>();
        search.counts(filter).forEach((facet, values) -> counts.put(facet.key(), values));
        counts.put("overdue", Map.of("yes", search.overdue(filter)));
        return counts;
    }

    private @Nullable Cursor after(@Nullable String cursor, ServerFilter filter) {
        return cursor == null
                ? null
                : search.cursor(cursor, filter.order())
                        .orElseThrow(
                                () ->
                                        Problem.invalid(
                                                "'cursor' is none of this list in this order.",
                                                "Use the value of 'next' as it was, with the same"
                                                        + " 'sort'; or leave it out to begin."));
    }

    private ServerReport report(String id) {
        return Id.parse(id)
                .flatMap(reader::report)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "There is no server with the id '" + id + "'.",
                                        "GET /api/v1/servers lists them."));
    }

    private static Problem notOfThis(String server, String release) {
        return Problem.notFound(
                "'" + release + "' is no release of this server.",
                "GET /api/v1/servers/" + server + " lists its releases.");
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
