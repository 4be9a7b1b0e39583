package dev.assay.scanners.artifact.pypi;

/** What came is no page of an index. The message is made for people. */
final class MalformedPageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedPageException(String message) {
        super(message);
    }
}
