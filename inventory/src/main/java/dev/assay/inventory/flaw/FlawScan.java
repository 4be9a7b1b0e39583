package dev.assay.inventory.flaw;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.flaw.Flaw;

import java.time.Instant;
import java.util.List;

/**
 * The last look for known flaws in a release's closure.
 *
 * @param scannedAt when it was looked last
 * @param changedAt when it was looked and something else was found than before
 * @param sources in which data, by name
 * @param flaws the gravest first; none means that the sources know of none
 */
public record FlawScan(
        Id releaseId,
        Instant scannedAt,
        Instant changedAt,
        List<String> sources,
        List<Flaw> flaws) {

    public FlawScan {
        sources = List.copyOf(sources);
        flaws = List.copyOf(flaws);
    }
}
