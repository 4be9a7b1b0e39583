package dev.assay.scanners.artifact;

import java.io.IOException;

/** The archive cannot be read to its end. */
public final class DamagedArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    public DamagedArchiveException(String message) {
        super(message);
    }
}
