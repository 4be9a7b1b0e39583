package dev.assay.inventory.server.bench;

import dev.assay.inventory.server.Cursor;
import dev.assay.inventory.server.Facet;
import dev.assay.inventory.server.ServerFilter;
import dev.assay.inventory.server.ServerOrder;
import dev.assay.inventory.server.ServerSearch;
import dev.assay.inventory.store.Database;
import dev.assay.registry.bom.ExportsBenchmark;

import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Lists, searches and counts over many servers, each with ten releases behind it. */
public final class ServersBenchmark {

    private static final int ROUNDS = 1000;
    private static final int WARM_UP = 200;

    private final Random random = new Random(42);
    private final ServerSearch search;

    private ServersBenchmark() {
        var jdbc = Database.POSTGRESQL.jdbc();
        search = new ServerSearch(jdbc, Clock.systemUTC());
    }

    public static void main(String[] arguments) throws IOException {
        var many = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        var inventory = new SomeInventory();
        timed("rows", many, () -> inventory.fillRows(many));
        timed("releases and closures", many, inventory::fillReleases);
        timed("records", many, () -> inventory.fillRecords(many));
        Database.POSTGRESQL.jdbc().sql("VACUUM ANALYZE").update();
        new ServersBenchmark().measure(many);
        new ExportsBenchmark().measure();
        System.exit(0);
    }

    private static void timed(String what, int many, Runnable deed) {
        var begun = System.nanoTime();
        deed.run();
        System.out.printf(
                Locale.ROOT,
                "%s of %,d servers, %.2f ms each%n",
                what,
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

    private Cursor deep(ServerFilter filter, int many) {
        Cursor at = null;
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
}
