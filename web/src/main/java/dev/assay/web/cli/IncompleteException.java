package dev.assay.web.cli;

/** No report can be made. The message says what happened, why, and what to do next. */
final class IncompleteException extends Exception {

    private static final long serialVersionUID = 1L;

    IncompleteException(String message) {
        super(message);
    }
}
