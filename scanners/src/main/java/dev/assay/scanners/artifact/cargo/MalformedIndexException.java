package dev.assay.scanners.artifact.cargo;

/** What came is no file of an index. The message is made for people. */
final class MalformedIndexException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedIndexException(String message) {
        super(message);
    }
}
