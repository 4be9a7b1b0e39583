package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.Map;
import java.util.Set;

/** Files that were made unreadable on purpose, which no minifier does. */
final class ObfuscationFacts implements FactFamily {

    private static final int FEW = 12;

    /** What the delta makes something of only where the same file was readable before. */
    private static final String MINIFIED = "minified";

    private static final String PACKER = "eval(function(p";

    private static final int LONG_LINE = 500;
    private static final int SHORTEST = 1000;

    private final Report report;

    ObfuscationFacts(Report report) {
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.FUNCTION);
    }

    @Override
    public void look(Place place, Node node) {
        var script = place.script();
        if (node != script.top()) {
            return;
        }
        var text = script.text();
        if (isMinified(text)) {
            report.add(
                    FindingKind.OBFUSCATION,
                    MINIFIED,
                    Via.PLAIN,
                    script,
                    script.top(),
                    Map.of("file", script.file()));
        }
        if (text.contains("_0x") && hexNames(script, script.top(), FEW) <= 0) {
            add(script, "_0x identifiers");
        } else if (isPacked(text)) {
            add(script, "packed eval");
        } else if (isMostlyEscapes(text)) {
            add(script, "escaped strings");
        } else if (isBracketCode(text)) {
            add(script, "bracket encoding");
        }
    }

    private static boolean isPacked(String text) {
        for (var at = text.indexOf(PACKER); at >= 0; at = text.indexOf(PACKER, at + 1)) {
            var from = at + PACKER.length();
            if (text.startsWith(",a,c,k,e,", from) || text.startsWith(", a, c, k, e", from)) {
                return true;
            }
        }
        return false;
    }

    /** Most of a file of some size stands in lines that nobody reads. */
    private static boolean isMinified(String text) {
        if (text.length() < SHORTEST) {
            return false;
        }
        var inLongLines = 0;
        for (var from = 0; from < text.length(); ) {
            var end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            if (end - from >= LONG_LINE) {
                inLongLines += end - from;
            }
            from = end + 1;
        }
        return inLongLines * 2L > text.length();
    }

    /** Counts down for each name that an obfuscator made, and stops at zero. */
    private static int hexNames(Script script, Node node, int left) {
        if (left <= 0) {
            return left;
        }
        if (node instanceof Ident && isHexName(node.name())) {
            return left - 1;
        }
        var remaining = left;
        if (node instanceof Fn fn && fn.body() != fn) {
            for (var parameter : fn.parameters()) {
                remaining = hexNames(script, parameter, remaining);
            }
            remaining = hexNames(script, fn.body(), remaining);
        }
        for (var kid : node.kids()) {
            remaining = hexNames(script, kid, remaining);
        }
        return remaining;
    }

    private static boolean isHexName(String name) {
        if (name.length() < 5 || !name.startsWith("_0x")) {
            return false;
        }
        return name.chars().skip(3).allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /** More than a third of a file of some size is {@code \\x41} and {@code \\u0041}. */
    private static boolean isMostlyEscapes(String text) {
        if (text.length() < 400) {
            return false;
        }
        var escaped = 0L;
        for (var at = text.indexOf('\\');
                at >= 0 && at + 1 < text.length();
                at = text.indexOf('\\', at + 1)) {
            switch (text.charAt(at + 1)) {
                case 'x' -> escaped += 4;
                case 'u' -> escaped += 6;
                default -> {}
            }
        }
        return escaped * 3 > text.length();
    }

    /** Code written with six characters or so: {@code []()!+}. */
    private static boolean isBracketCode(String text) {
        var length = Math.min(text.length(), 4000);
        if (length < 400) {
            return false;
        }
        var brackets = 0;
        for (var at = 0; at < length; at++) {
            switch (text.charAt(at)) {
                case '[', ']', '(', ')', '!', '+', '{', '}' -> brackets++;
                default -> {}
            }
        }
        return brackets * 10L > length * 9L;
    }

    private void add(Script script, String technique) {
        report.add(FindingKind.OBFUSCATION, technique, Via.PLAIN, script, script.top(), Map.of());
    }
}
