package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.hiddentext.Confusables;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.Map;
import java.util.Set;

/** Names in code that mix ASCII with letters that only look so: another name than it reads. */
final class HomoglyphFacts implements FactFamily {

    private final Report report;

    HomoglyphFacts(Report report) {
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.FUNCTION);
    }

    @Override
    public void look(Place place, Node node) {
        var script = place.script();
        // Names are looked at one by one only where the file has such letters at all.
        if (node == script.top() && hasOtherLetters(script.text())) {
            names(script, node);
        }
    }

    private static boolean hasOtherLetters(String text) {
        for (var index = 0; index < text.length(); index++) {
            var c = text.charAt(index);
            if (c >= 0x250 && c < 0x590) {
                return true;
            }
        }
        return false;
    }

    private void names(Script script, Node node) {
        switch (node.kind()) {
            case IDENT, MEMBER, PROPERTY, FUNCTION, CLASS -> name(script, node);
            default -> {}
        }
        if (node instanceof Fn fn && fn.body() != fn) {
            for (var parameter : fn.parameters()) {
                names(script, parameter);
            }
            names(script, fn.body());
        }
        if (node instanceof Cls cls && cls.heritage() != null) {
            names(script, cls.heritage());
        }
        for (var kid : node.kids()) {
            names(script, kid);
        }
    }

    private void name(Script script, Node node) {
        var name = node.name();
        if (!hasOtherLetters(name) || !isOneWord(name) || !Confusables.isMixed(name)) {
            return;
        }
        var plain = Confusables.plain(name);
        if (plain != null) {
            report.add(
                    FindingKind.HIDDEN_TEXT,
                    "homoglyph: " + name + " reads like " + plain,
                    Via.DECODED,
                    script,
                    node,
                    Map.of(
                            "class",
                            "homoglyph",
                            "place",
                            "code",
                            "decoded",
                            plain,
                            "occurrences",
                            1));
        }
    }

    /** Keys of dictionaries are texts in some language; a name in code is one word. */
    private static boolean isOneWord(String name) {
        return !name.isEmpty() && name.chars().allMatch(Character::isJavaIdentifierPart);
    }
}
