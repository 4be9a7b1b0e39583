package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What may be the name of a tool, prompt or resource. */
final class ToolNames {

    /**
     * As many values as the evaluation ever gives: then there are more, and which of them it gave
     * is chance.
     */
    private static final int CUT_OFF = 12;

    private static final int LONGEST = 128;

    private final Evaluator evaluator;

    ToolNames(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /**
     * All names that an expression may give. More than one means that one place of the code makes
     * several of the same kind, and what else is read there belongs to any of them.
     */
    List<Text> of(Script script, Node node) {
        if (node.is(Kind.STRING)) {
            // Even where so much was asked before that nothing more is answered.
            return is(node.name())
                    ? List.of(new Text(node.name(), Via.PLAIN, script, node))
                    : List.of();
        }
        var kept = ShapeValues.of(evaluator, script, node);
        if (kept != null) {
            return is(kept.text()) ? List.of(kept) : List.of();
        }
        var names = new ArrayList<Text>(1);
        var seen = new HashSet<String>();
        for (var text : evaluator.texts(script, node)) {
            if (text.isWhole() && is(text.text()) && seen.add(text.text())) {
                names.add(text);
            }
        }
        return names;
    }

    /** Whether the names are all that there are. */
    static boolean areAll(List<Text> names) {
        return names.size() < CUT_OFF;
    }

    static boolean is(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        for (var at = 0; at < name.length(); at++) {
            var c = name.charAt(at);
            if (!Character.isLetterOrDigit(c) && "_-./ :".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
