package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Parameter;

import org.jspecify.annotations.Nullable;

/** Destructured parameters, which the tree holds as the statements that take them apart. */
final class ParameterPatterns {

    private static final int DEEPEST = 4;

    private ParameterPatterns() {}

    /** The pattern that a statement takes the first parameter apart with; null for any other. */
    static @Nullable Node ofFirstParameter(Node statement) {
        return find(statement, 0);
    }

    private static @Nullable Node find(Node node, int depth) {
        if ((node.is(Kind.ASSIGN) || node.is(Kind.VAR))
                && node.size() > 1
                && node.kid(1) instanceof Parameter parameter
                && parameter.index() == 0) {
            return node.kid(0);
        }
        if (depth < DEEPEST) {
            for (var kid : node.kids()) {
                var found = find(kid, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
