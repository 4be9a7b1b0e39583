package dev.assay.scanners.signature;

/** Ends a check of something that may be right, in a form that is not read here. */
final class UnsupportedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    UnsupportedException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    <C> Outcome<C> outcome() {
        return new Outcome.Unchecked<>(reason);
    }
}
