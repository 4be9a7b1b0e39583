package dev.assay.scanners.worker;

import dev.assay.scanners.worker.ScanOutcome.NotScanned;

/**
 * What became of cutting something out of two artifacts.
 *
 * @param <T> what was to be cut out
 */
public sealed interface CutOutcome<T> {

    /** It is there, within its bounds. */
    record Cut<T>(T document) implements CutOutcome<T> {}

    /** Nothing could be cut out. */
    record NotCut<T>(NotScanned problem) implements CutOutcome<T> {}
}
