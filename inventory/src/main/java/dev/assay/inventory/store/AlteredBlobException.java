package dev.assay.inventory.store;

import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;

/** A blob's bytes are no longer those it was kept under. */
public final class AlteredBlobException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Sha256 expected;
    private final transient Sha256 actual;

    public AlteredBlobException(Sha256 expected, Sha256 actual) {
        super("blob " + expected + " was altered: its bytes now hash to " + actual);
        this.expected = expected;
        this.actual = actual;
    }

    public Sha256 expected() {
        return expected;
    }

    public Sha256 actual() {
        return actual;
    }
}
