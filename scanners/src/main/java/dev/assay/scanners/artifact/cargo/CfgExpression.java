package dev.assay.scanners.artifact.cargo;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * The condition before a dependency (Rust reference, "Conditional compilation"): {@code
 * cfg(all(unix, not(target_os = "macos")))}, or a triple. What is not known counts as met, so that
 * nothing is left out for it, and is named.
 */
public final class CfgExpression {

    private static final int DEEPEST = 64;

    /** Conditions that are known, whether they hold on a target or not. */
    private static final Set<String> FLAGS =
            Set.of("unix", "windows", "panic_unwind", "debug_assertions", "test", "miri", "doc");

    private final String text;
    private final CargoTarget target;
    private int at;
    private int depth;
    private boolean unknown;

    private CfgExpression(String text, CargoTarget target) {
        this.text = text;
        this.target = target;
    }

    /**
     * What a condition comes to.
     *
     * @param unknown whether something of it is not known, so that it may be otherwise
     */
    public record Answer(boolean holds, boolean unknown) {}

    /**
     * Asks for a target.
     *
     * @param condition null for none
     */
    public static Answer on(@Nullable String condition, CargoTarget target) {
        if (condition == null) {
            return new Answer(true, false);
        }
        var plain = condition.strip();
        if (!plain.startsWith("cfg(")) {
            return new Answer(plain.equals(target.triple()), false);
        }
        var reader = new CfgExpression(plain.substring(3), target);
        try {
            var held = reader.list("all");
            if (reader.at != reader.text.length()) {
                return new Answer(true, true);
            }
            // One unknown name makes all of it count as met: it may be behind a "not".
            return new Answer(held || reader.unknown, reader.unknown);
        } catch (IllegalArgumentException e) {
            return new Answer(true, true);
        }
    }

    private boolean list(String operator) {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("too deep");
        }
        expect('(');
        var all = true;
        var any = false;
        skip();
        while (!peek(')')) {
            var held = one();
            all &= held;
            any |= held;
            skip();
            if (!peek(')')) {
                expect(',');
                skip();
            }
        }
        expect(')');
        depth--;
        return switch (operator) {
            case "any" -> any;
            case "not" -> !all;
            default -> all;
        };
    }

    private boolean one() {
        var name = word();
        skip();
        if (peek('(') && Set.of("all", "any", "not").contains(name)) {
            return list(name);
        }
        if (name.equals("true") || name.equals("false")) {
            return name.equals("true");
        }
        if (!peek('=')) {
            unknown |= !FLAGS.contains(name);
            return target.flags().contains(name);
        }
        expect('=');
        skip();
        var value = quoted();
        if (name.equals("feature")) {
            // Cargo itself knows of no features here.
            return false;
        }
        var known = target.values().get(name);
        if (known == null) {
            unknown |= !name.equals("target_feature");
            return false;
        }
        return known.contains(value);
    }

    private String word() {
        var from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (from == at) {
            throw new IllegalArgumentException("no name");
        }
        return text.substring(from, at);
    }

    private String quoted() {
        expect('"');
        var end = text.indexOf('"', at);
        if (end < 0) {
            throw new IllegalArgumentException("no end");
        }
        var value = text.substring(at, end);
        at = end + 1;
        return value;
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean peek(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    private void expect(char wanted) {
        if (!peek(wanted)) {
            throw new IllegalArgumentException("no " + wanted);
        }
        at++;
    }
}
