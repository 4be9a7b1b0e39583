package dev.assay.scanners.javascript.syntax;

import java.util.List;

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
     * A file of another language, whose front end has made the tree: its names are bound and its
     * functions fingerprinted as those of JavaScript are.
     *
     * @param top the file as a function, with its body
     */
    public static Script of(
            String file,
            String text,
            Fn top,
            List<Script.Import> imports,
            List<Script.Export> exports) {
        var script = new Script(file, text, top, true, imports, exports);
        script.setForeign();
        new Scopes(script, false).resolve();
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
