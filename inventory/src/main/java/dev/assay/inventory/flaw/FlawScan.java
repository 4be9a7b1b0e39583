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
 * @param unscanned why some packages were not looked up, as a sentence after "not scanned,
 *     because"; empty where all of them were
 */
public record FlawScan(
        Id releaseId,
        Instant scannedAt,
        Instant changedAt,
        List<String> sources,
        List<Flaw> flaws,
        String unscanned) {

    public FlawScan {
        sources = List.copyOf(sources);
        flaws = List.copyOf(flaws);
    }

    /** Whether every package was looked up: only then no flaw means that none is known. */
    public boolean isWhole() {
        return unscanned.isEmpty();
    }
}
