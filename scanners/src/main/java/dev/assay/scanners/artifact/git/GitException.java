package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.FetchOutcome;

/** A repository, or a commit of it, cannot be had; the outcome says why. */
public final class GitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FetchOutcome outcome;

    GitException(FetchOutcome outcome) {
        super(outcome.toString());
        this.outcome = outcome;
    }

    /** Any but {@link FetchOutcome.Fetched}. */
    public FetchOutcome outcome() {
        return outcome;
    }
}
