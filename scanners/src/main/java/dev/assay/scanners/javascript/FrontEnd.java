package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.javascript.syntax.SyntaxProblem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A language besides JavaScript that is followed by the same engine: its front end turns a file
 * into the engine's tree, in the engine's idioms where both languages can do the same thing.
 */
public interface FrontEnd {

    /** For people: {@code Python}. */
    String title();

    /** What every specifier in its trees begins with, so that no other language's does. */
    String scheme();

    /** Whether a file is code of this language, by its name or its first bytes. */
    boolean isCode(String file, byte[] bytes);

    /**
     * A file as a tree with scopes and fingerprints. Needs a deep stack, as JavaScript does.
     *
     * @throws SyntaxProblem where the text is not of this language
     */
    Script read(String file, String text) throws SyntaxProblem;

    /** The file of the package that a specifier means, or null for what others provide. */
    @Nullable String resolve(Map<String, byte[]> files, String fromFile, String specifier);

    /** The language of a file, or null. */
    static @Nullable FrontEnd of(List<FrontEnd> languages, String file, byte[] bytes) {
        for (var language : languages) {
            if (language.isCode(file, bytes)) {
                return language;
            }
        }
        return null;
    }
}
