package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.ArrayList;
import java.util.List;

/** The expressions that a function may return. */
final class Results {

    private static final int MOST = 8;

    private Results() {}

    static List<Node> of(Fn fn) {
        var results = new ArrayList<Node>(2);
        collect(fn.body(), results);
        return results;
    }

    private static void collect(Node node, List<Node> results) {
        if (results.size() >= MOST) {
            return;
        }
        switch (node.kind()) {
            case RETURN -> {
                if (node.size() > 0) {
                    results.add(node.kid(0));
                }
            }
            case BLOCK, IF, FOR, FOR_IN, FOR_OF, DO, SWITCH, CASE, TRY, CATCH, LABEL, WITH -> {
                for (var kid : node.kids()) {
                    collect(kid, results);
                }
            }
            default -> {}
        }
    }
}
