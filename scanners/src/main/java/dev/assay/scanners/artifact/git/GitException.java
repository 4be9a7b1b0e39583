package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.FetchOutcome;

/** A repository, or a commit of it, cannot be had; the outcome says why. */
public final class GitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FetchOutcome.Missed outcome;

    GitException(FetchOutcome.Missed outcome) {
        super(outcome.told());
        this.outcome = outcome;
    }

    public FetchOutcome.Missed outcome() {
        return outcome;
    }
}
