package dev.assay.inventory.backup;

/** What is to be moved, saved or filled is not as it has to be; the message says what to do. */
public final class UnfitException extends Exception {

    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
        super(message);
    }
}
