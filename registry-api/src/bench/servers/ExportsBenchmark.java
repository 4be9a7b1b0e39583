package dev.assay.registry.bom;

import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.RecordStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.registry.register.Organisation;
import dev.assay.registry.register.Registers;
import dev.assay.registry.register.Surroundings;
import dev.assay.registry.register.file.InventoryWorkbook;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The whole inventory as CycloneDX and as a workbook, with the most memory that it took. */
public final class ExportsBenchmark {

    private static final int PAGE = 100;

    private interface Export {
        void writeTo(OutputStream to) throws IOException;
    }

    private final RecordStore records;
    private final Packages packages;

    public ExportsBenchmark() {
        var jdbc = Database.POSTGRESQL.jdbc();
        records = new RecordStore(jdbc, Clock.systemUTC());
        packages =
                new ServedPackages(
                        jdbc,
                        new dev.assay.inventory.server.ServerPackageStore(
                                jdbc, java.time.Clock.systemUTC()));
    }

    public void measure() throws IOException {
        report(
                "CycloneDX",
                to -> {
                    try (var bom = new CycloneDx(to, packages)) {
                        all().forEach(each -> bom.server(each.record()));
                        bom.finish();
                    }
                });
        var around =
                new Surroundings(
                        new Organisation("Example Ltd", null, null, null),
                        LocalDate.of(2026, 11, 21),
                        release -> Optional.of(List.of()));
        report(
                "XLSX",
                to ->
                        InventoryWorkbook.write(
                                Registers.WHOLE, all(), UnaryOperator.identity(), around, to));
    }

    /** As {@code RecordReader} reads them: a hundred at a time, by their ids. */
    private Stream<KeptRecord> all() {
        return Stream.iterate(
                        records.page(null, PAGE),
                        page -> !page.isEmpty(),
                        page -> records.page(last(page), PAGE))
                .flatMap(List::stream);
    }

    private static Id last(List<KeptRecord> page) {
        return page.getLast().record().server();
    }

    private static void report(String what, Export export) throws IOException {
        System.gc();
        var heaps =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(each -> each.getType() == MemoryType.HEAP)
                        .toList();
        heaps.forEach(each -> each.resetPeakUsage());
        var file = Files.createTempFile("assay-benchmark-", "");
        try {
            var begun = System.nanoTime();
            try (var out = new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024)) {
                export.writeTo(out);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %6.1f s, %,d bytes, at most %d MB of a heap of %d MB%n",
                    what,
                    (System.nanoTime() - begun) / 1e9,
                    Files.size(file),
                    heaps.stream().mapToLong(each -> each.getPeakUsage().getUsed()).sum() >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
        } finally {
            Files.delete(file);
        }
    }
}
