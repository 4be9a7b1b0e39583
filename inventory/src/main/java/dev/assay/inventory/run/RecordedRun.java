package dev.assay.inventory.run;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.finding.Finding;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One run of a release.
 *
 * @param number counted from 1 for each release
 * @param askedBy whoever asked for it; null where it was run because it was vetted
 * @param result of which only the state is known while it waits
 * @param endedAt null while it waits
 * @param joined whether its findings are part of the release's delta
 * @param findings what was seen since the release was approved and not before; empty where it is
 *     joined
 * @param settledAt since when nothing is left to do for it; null while something is
 */
public record RecordedRun(
        Id id,
        Id releaseId,
        int number,
        @Nullable Id askedBy,
        Instant askedAt,
        RunResult result,
        @Nullable Instant endedAt,
        boolean joined,
        List<Finding> findings,
        @Nullable Instant settledAt) {

    public RecordedRun {
        findings = List.copyOf(findings);
    }

    public RunState state() {
        return result.state();
    }
}
