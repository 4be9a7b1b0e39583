package dev.assay.scanners.rust;

/** A file that is no Rust, or more of it than is read. The message is made for people. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
