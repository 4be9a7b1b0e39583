package dev.assay.registry.rest;

import dev.assay.inventory.flaw.FlawScan;
import dev.assay.registry.flaw.Flaws;
import dev.assay.scanners.flaw.Flaw;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;

/** What is known to be wrong with a release. */
@RestController
final class FlawsController {

    /**
     * @param scanned whether all of its packages were looked up; that there are no flaws means
     *     something only where it is true
     * @param why why they were not, or not all of them; null where they were
     * @param scannedAt when it was looked last
     * @param sources in which data
     */
    record FlawsDocument(
            boolean scanned,
            @Nullable String why,
            @Nullable Instant scannedAt,
            List<String> sources,
            List<Flaw> flaws) {}

    private final Flaws flaws;
    private final Reports reports;

    FlawsController(Flaws flaws, Reports reports) {
        this.flaws = flaws;
        this.reports = reports;
    }

    @GetMapping("/api/v1/releases/{id}/flaws")
    FlawsDocument flaws(@PathVariable String id) {
        return flaws.of(reports.release(id).id())
                .map(FlawsController::document)
                .orElseGet(
                        () -> new FlawsDocument(false, flaws.whyNot(), null, List.of(), List.of()));
    }

    private static FlawsDocument document(FlawScan scan) {
        return new FlawsDocument(
                scan.isWhole(),
                scan.isWhole() ? null : scan.unscanned(),
                scan.scannedAt(),
                scan.sources(),
                scan.flaws());
    }
}
