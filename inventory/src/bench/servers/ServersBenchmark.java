package dev.assay.inventory.server.bench;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.server.Facet;
import dev.assay.inventory.server.ServerFilter;
import dev.assay.inventory.server.ServerListing;
import dev.assay.inventory.server.ServerOrder;
import dev.assay.inventory.server.ServerSearch;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Lists, searches and counts over many servers, each with ten releases behind it. */
public final class ServersBenchmark {

    private static final int ROUNDS = 400;
    private static final int WARM_UP = 100;

    private final Random random = new Random(42);
    private final ServerStore servers;
    private final ServerSearch search;

    private ServersBenchmark() {
        var jdbc = Database.POSTGRESQL.jdbc();
        servers = new ServerStore(jdbc, Clock.systemUTC());
        search = new ServerSearch(jdbc, Clock.systemUTC());
    }

    public static void main(String[] arguments) {
        var many = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        var benchmark = new ServersBenchmark();
        benchmark.fill(many);
        benchmark.measure(many);
        System.exit(0);
    }

    private void fill(int many) {
        var transactions = Database.POSTGRESQL.transactions();
        var begun = System.nanoTime();
        for (var i = 0; i < many; i += 500) {
            var first = i;
            transactions.executeWithoutResult(
                    status -> {
                        for (var k = first; k < Math.min(many, first + 500); k++) {
                            var server = server(k);
                            servers.hold(Purl.parse(server.purl()));
                            servers.list(server, List.of());
                        }
                    });
        }
        Database.POSTGRESQL.jdbc().sql("ANALYZE").update();
        System.out.printf(
                Locale.ROOT,
                "%,d servers listed, %.2f ms each%n",
                many,
                (System.nanoTime() - begun) / 1e6 / many);
    }

    private void measure(int many) {
        var everything = ServerFilter.EVERYTHING;
        var some = everything.toggled(Facet.STATE, "approved").toggled(Facet.TIER, "high");
        report("first page", () -> search.page(everything, null, 50));
        for (var order : ServerOrder.values()) {
            report(
                    "first page by " + order.key(),
                    () -> search.page(everything.by(order), null, 50));
        }
        var deep = deep(everything, many);
        report("page in the middle", () -> search.page(everything, deep, 50));
        report("by state and tier", () -> search.page(some, null, 50));
        report(
                "by a common destination",
                () ->
                        search.page(
                                everything.toggled(Facet.DESTINATION, "api7.example.com"),
                                null,
                                50));
        report(
                "overdue, due first",
                () -> search.page(everything.withOverdue(true).by(ServerOrder.DUE), null, 50));
        report("text found often", () -> search.page(everything.withText("server"), null, 50));
        report(
                "text found rarely",
                () ->
                        search.page(
                                everything.withText("server-1" + random.nextInt(many / 10)),
                                null,
                                50));
        report(
                "text found nowhere",
                () -> search.page(everything.withText("nowhere-at-all"), null, 50));
        report("how many pass, all", () -> search.count(everything));
        report("how many pass, by state and tier", () -> search.count(some));
        report("counts, unfiltered", () -> search.counts(everything));
        report("counts, by state and tier", () -> search.counts(some));
    }

    private dev.assay.inventory.server.Cursor deep(ServerFilter filter, int many) {
        dev.assay.inventory.server.Cursor at = null;
        for (var i = 0; i < many / 2; i += 200) {
            at = search.page(filter, at, 200).next();
        }
        return at;
    }

    private void report(String what, Runnable deed) {
        var times = new double[ROUNDS];
        for (var i = -WARM_UP; i < ROUNDS; i++) {
            var begun = System.nanoTime();
            deed.run();
            if (i >= 0) {
                times[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%-34s median %6.2f ms   p99 %6.2f ms%n",
                what,
                times[ROUNDS / 2],
                times[ROUNDS * 99 / 100]);
    }

    private ServerListing server(int number) {
        var purl = Purl.npm("@scope-" + number % 400 + "/server-" + number, null);
        var state = random.nextInt(10) < 7 ? ReleaseState.APPROVED : pick(ReleaseState.values());
        var release = Id.random();
        var hosts = new ArrayList<ServerListing.Destination>();
        for (var i = 0; i < 1 + random.nextInt(5); i++) {
            hosts.add(
                    new ServerListing.Destination(
                            "api"
                                    + (random.nextInt(4) == 0 ? random.nextInt(20) : number * 7 + i)
                                    + ".example.com",
                            random.nextBoolean(),
                            true));
        }
        var due = LocalDate.now().plusDays(random.nextInt(400) - 20);
        return new ServerListing(
                Servers.id(purl),
                purl.toString(),
                "npm",
                purl.packageName(),
                state,
                state == ReleaseState.APPROVED
                        ? List.of(
                                new ServerListing.Served(
                                        release,
                                        "1." + number % 30 + ".0",
                                        pick(Stage.values()),
                                        Instant.now()))
                        : List.of(),
                new ServerListing.Newest(release, "1." + number % 30 + ".0", state),
                10,
                random.nextInt(20) == 0 ? null : pick(Tier.values()),
                List.of("Team " + number % 150),
                List.of(random.nextBoolean() ? "personal" : "nobody"),
                hosts,
                true,
                state == ReleaseState.APPROVED ? due : null,
                null,
                0,
                random.nextInt(6) == 0 ? random.nextInt(9) : 0,
                "high",
                random.nextInt(20) == 0 ? 1 : 0,
                false,
                Instant.now());
    }

    private <E> E pick(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
