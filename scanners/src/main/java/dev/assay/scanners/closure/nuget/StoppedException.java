package dev.assay.scanners.closure.nuget;

import dev.assay.scanners.closure.ClosureOutcome;

/** Ends a resolution, wherever it is. */
final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ClosureOutcome outcome;

    StoppedException(ClosureOutcome outcome) {
        super(outcome.toString(), null, false, false);
        this.outcome = outcome;
    }

    static StoppedException unresolvable(String reason) {
        return new StoppedException(new ClosureOutcome.Unresolvable(reason));
    }

    static StoppedException tooLarge(String reason) {
        return new StoppedException(new ClosureOutcome.TooLarge(reason));
    }

    ClosureOutcome outcome() {
        return outcome;
    }
}
