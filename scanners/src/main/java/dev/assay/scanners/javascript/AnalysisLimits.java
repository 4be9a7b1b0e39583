package dev.assay.scanners.javascript;

import java.time.Duration;
import java.util.Objects;

/**
 * How much work a package may cause. What is beyond a limit is reported as unparsed.
 *
 * @param fileBytes the largest file that is parsed
 * @param fileTime how long parsing one file may take
 * @param stackBytes the stack of the parsing threads: nesting in the source is recursion in the
 *     parser
 * @param linkedBytes how much code is held in memory at once to follow values between files; larger
 *     packages are analysed in parts
 * @param keptBytes how much code is kept in memory after a package, for the next version of it
 * @param steps how many evaluation steps a package may cost
 * @param threads how many files are parsed at the same time
 */
public record AnalysisLimits(
        long fileBytes,
        Duration fileTime,
        long stackBytes,
        long linkedBytes,
        long keptBytes,
        long steps,
        int threads) {

    public AnalysisLimits {
        Objects.requireNonNull(fileTime, "fileTime is null");
    }

    /** Fits a worker with a heap of one gibibyte. */
    public static AnalysisLimits defaults() {
        return new AnalysisLimits(
                24L << 20, Duration.ofSeconds(20), 256L << 20, 24L << 20, 12L << 20, 40_000_000, 2);
    }
}
