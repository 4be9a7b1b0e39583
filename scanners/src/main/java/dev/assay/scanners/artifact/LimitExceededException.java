package dev.assay.scanners.artifact;

import java.io.IOException;

/** A bound was hit; every reader turns it into its own named outcome. */
public final class LimitExceededException extends IOException {

    private static final long serialVersionUID = 1L;

    public LimitExceededException(String message) {
        super(message);
    }
}
