package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.FetchOutcome;

import java.io.IOException;

/** Carries an outcome of ours through Maven's resolver. */
final class TransferException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient FetchOutcome.Missed outcome;

    TransferException(FetchOutcome.Missed outcome) {
        super(outcome.toString());
        this.outcome = outcome;
    }

    FetchOutcome.Missed outcome() {
        return outcome;
    }
}
