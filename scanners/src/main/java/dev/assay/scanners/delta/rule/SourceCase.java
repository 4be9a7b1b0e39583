package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.source.SourceComparison;
import dev.assay.scanners.source.SourceOutcome;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/**
 * What came of laying a version beside its source, and the same of the version it is compared with.
 *
 * @param purl the newer version
 * @param before null at a first look, or where nobody looked for the older version's source
 */
public record SourceCase(String purl, @Nullable SourceOutcome before, SourceOutcome now) {

    /** The newer version's comparison, where there is one. */
    Optional<SourceComparison> compared() {
        return of(now);
    }

    /** The older version's. */
    Optional<SourceComparison> comparedBefore() {
        return of(before);
    }

    private static Optional<SourceComparison> of(@Nullable SourceOutcome outcome) {
        return outcome instanceof SourceOutcome.Compared(var comparison)
                ? Optional.of(comparison)
                : Optional.empty();
    }

    /** What is new where there was something to compare with, else simply there. */
    Change change() {
        return before == null ? Change.PRESENT : Change.ADDED;
    }

    /** Where something stands. */
    Fact at(
            FindingKind kind,
            String file,
            int line,
            @Nullable String function,
            boolean runs,
            String text) {
        return new Fact(
                kind,
                file,
                null,
                runs,
                Via.PLAIN,
                new Evidence(purl, file, line, 0, function, text),
                Map.of());
    }

    /** Repository and commit, for people. */
    static String source(SourceComparison comparison) {
        var commit = comparison.commit();
        return comparison.repository()
                + " at "
                + commit.substring(0, Math.min(10, commit.length()));
    }
}
