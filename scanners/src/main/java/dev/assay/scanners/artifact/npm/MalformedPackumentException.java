package dev.assay.scanners.artifact.npm;

/** What came as a packument is none. The message says why, for people. */
public final class MalformedPackumentException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedPackumentException(String message) {
        super(message);
    }
}
