package dev.assay.scanners.artifact;

import java.io.IOException;

/** The archive cannot be read to its end. */
final class DamagedArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedArchiveException(String message) {
        super(message);
    }
}
