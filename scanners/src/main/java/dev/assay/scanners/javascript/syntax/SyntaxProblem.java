package dev.assay.scanners.javascript.syntax;

/** Why a file could not be read as JavaScript, in words for people. */
public final class SyntaxProblem extends Exception {

    private static final long serialVersionUID = 1;

    public SyntaxProblem(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
