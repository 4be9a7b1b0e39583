package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts that a function answers a model with: every property {@code text} that it writes out,
 * in the order of the code.
 */
final class AnsweredTexts {

    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 40;

    private final Literals literals;

    AnsweredTexts(Evaluator evaluator) {
        this.literals = new Literals(evaluator);
    }

    /** Empty where nothing is said that is constant. */
    String of(List<Func> handlers) {
        var texts = new LinkedHashSet<String>();
        handlers.forEach(handler -> collect(handler.script(), handler.fn().body(), texts, 0));
        var joined = String.join("\n", texts);
        return joined.length() > LONGEST ? joined.substring(0, LONGEST) : joined;
    }

    private void collect(Script script, Node node, Set<String> texts, int depth) {
        if (node.is(Kind.PROPERTY) && node.isNamed("text") && node.size() > 0) {
            var text = literals.text(script, node.kid(0));
            if (text != null && !text.equals("{}")) {
                texts.add(text);
            }
            return;
        }
        if (depth < DEEPEST) {
            for (var kid : node.kids()) {
                collect(script, kid, texts, depth + 1);
            }
        }
    }
}
