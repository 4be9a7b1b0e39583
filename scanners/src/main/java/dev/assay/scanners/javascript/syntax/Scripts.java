package dev.assay.scanners.javascript.syntax;

/** The way in: text becomes a tree with scopes and fingerprints. */
public final class Scripts {

    private Scripts() {}

    /**
     * Needs a deep stack: nesting in the source is recursion here. A {@link StackOverflowError} or
     * {@link OutOfMemoryError} of a hostile file passes through.
     *
     * @throws SyntaxProblem where the text is not JavaScript
     */
    public static Script read(String file, String text) throws SyntaxProblem {
        var script = GraalParser.parse(file, text);
        Fingerprints.take(script);
        return script;
    }

    /**
     * A JSON file as the one expression of a file; it has no fingerprints.
     *
     * @throws SyntaxProblem where the text is not JSON
     */
    public static Script data(String file, String text) throws SyntaxProblem {
        return GraalParser.data(file, text);
    }
}
