package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.closure.ClosureOutcome;

/** Ends a resolution wherever it is. */
final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ClosureOutcome outcome;

    StoppedException(ClosureOutcome outcome) {
        super(String.valueOf(outcome), null, false, false);
        this.outcome = outcome;
    }

    ClosureOutcome outcome() {
        return outcome;
    }
}
