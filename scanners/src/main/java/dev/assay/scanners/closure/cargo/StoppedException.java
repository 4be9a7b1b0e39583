package dev.assay.scanners.closure.cargo;

import dev.assay.scanners.closure.ClosureOutcome;

/** Ends a resolution wherever it is. */
final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ClosureOutcome outcome;
    private final boolean contradiction;

    StoppedException(ClosureOutcome outcome) {
        this(outcome, false);
    }

    private StoppedException(ClosureOutcome outcome, boolean contradiction) {
        super(String.valueOf(outcome), null, false, false);
        this.outcome = outcome;
        this.contradiction = contradiction;
    }

    /** Two say different things about the same bytes, which no other choice puts right. */
    static StoppedException contradiction(String reason) {
        return new StoppedException(new ClosureOutcome.Unresolvable(reason), true);
    }

    boolean isContradiction() {
        return contradiction;
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
