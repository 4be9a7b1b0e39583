package dev.assay.scanners.artifact.oci;

/** What a registry holds is no image that is read here; the message says why, for people. */
final class UnfitImageException extends Exception {

    private static final long serialVersionUID = 1L;

    UnfitImageException(String message) {
        super(message);
    }
}
