package dev.assay.scanners.closure.npm;

import dev.assay.scanners.closure.ClosureOutcome;

/** Ends a resolution early with its outcome. Never leaves this package. */
final class Resolution extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ClosureOutcome outcome;

    Resolution(ClosureOutcome outcome) {
        super(outcome.toString(), null, false, false);
        this.outcome = outcome;
    }

    static Resolution unresolvable(String reason) {
        return new Resolution(new ClosureOutcome.Unresolvable(reason));
    }

    static Resolution tooLarge(String reason) {
        return new Resolution(new ClosureOutcome.TooLarge(reason));
    }

    ClosureOutcome outcome() {
        return outcome;
    }
}
