package dev.assay.scanners.rust;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The items of a file: what names stand for ({@code use}), its functions, what is of tests. */
final class Outline {

    private final List<Token> tokens;
    private final int[] closing;
    private final Map<String, String> names = new HashMap<>();
    private final List<Function> functions = new ArrayList<>();
    private final BitSet tests = new BitSet();

    Outline(List<Token> tokens) {
        this.tokens = tokens;
        this.closing = closing(tokens);
        tests();
        items();
    }

    /** What functions are of, between two tokens. */
    private record Owner(String name, int from, int to) {}

    List<Function> functions() {
        return functions;
    }

    /** The token that closes what one opens. */
    int closing(int opening) {
        return closing[opening];
    }

    /** Whether a token is in what tests alone are built with. */
    boolean isTested(int token) {
        return tests.get(token);
    }

    /** The innermost function that holds a token. */
    @Nullable Function of(int token) {
        Function found = null;
        for (var each : functions) {
            if (each.from() > token) {
                break;
            }
            if (each.holds(token)) {
                found = each;
            }
        }
        return found;
    }

    /** A path with its first name as {@code use} means it. */
    String resolved(String path) {
        var cut = path.indexOf("::");
        var first = cut < 0 ? path : path.substring(0, cut);
        var known = names.get(first);
        return known == null || known.equals(first)
                ? path
                : cut < 0 ? known : known + path.substring(cut);
    }

    /** Everything that is imported. */
    List<String> imported() {
        return List.copyOf(names.values());
    }

    private static int[] closing(List<Token> tokens) {
        var closing = new int[tokens.size()];
        var stack = new int[tokens.size() + 1];
        var depth = 0;
        for (var at = 0; at < tokens.size(); at++) {
            if (tokens.get(at).opens()) {
                stack[depth++] = at;
            } else if (tokens.get(at).closes() && depth > 0) {
                closing[stack[--depth]] = at;
            }
        }
        return closing;
    }

    private boolean is(int at, String sign) {
        return at >= 0 && at < tokens.size() && tokens.get(at).is(sign);
    }

    private boolean isWord(int at, String word) {
        return at >= 0 && at < tokens.size() && tokens.get(at).isWord(word);
    }

    /** {@code #[cfg(test)]} and {@code #[test]} before an item. */
    private void tests() {
        for (var at = 0; at + 2 < tokens.size(); at++) {
            if (!is(at, "#") || !is(at + 1, "[")) {
                continue;
            }
            var end = closing[at + 1];
            var isTest =
                    isWord(at + 2, "cfg")
                                    && is(at + 3, "(")
                                    && isWord(at + 4, "test")
                                    && is(at + 5, ")")
                            || (end > at + 2 && isWord(end - 1, "test") && !is(at + 3, "("));
            if (isTest) {
                tests.set(at, Math.max(at, itemEnd(end + 1)));
            }
        }
    }

    /** The first token behind an item: behind its body, or behind its semicolon. */
    private int itemEnd(int from) {
        for (var at = from; at < tokens.size(); at++) {
            var token = tokens.get(at);
            if (token.is(";")) {
                return at + 1;
            }
            if (token.is("{")) {
                return closing[at] + 1;
            }
            if (token.opens()) {
                at = closing[at];
            }
        }
        return tokens.size();
    }

    private void items() {
        var owners = new ArrayDeque<Owner>();
        for (var at = 0; at < tokens.size(); at++) {
            var token = tokens.get(at);
            if (!token.isWord()) {
                continue;
            }
            switch (token.text()) {
                case "use" -> {
                    if (at == 0 || !is(at - 1, ".")) {
                        used("", at + 1, itemEndOfUse(at + 1));
                    }
                }
                case "extern" -> {
                    if (isWord(at + 1, "crate") && isWord(at + 3, "as")) {
                        names.put(tokens.get(at + 4).text(), tokens.get(at + 2).text());
                    }
                }
                case "impl", "trait" -> {
                    var body = bodyOf(at + 1);
                    if (body > 0 && (at == 0 || !is(at - 1, ":") && !is(at - 1, "->"))) {
                        owners.push(new Owner(owner(at + 1, body), body, closing[body]));
                    }
                }
                case "fn" -> function(at, owners);
                default -> {}
            }
        }
        functions.sort(Comparator.comparingInt(Function::from));
    }

    private int itemEndOfUse(int from) {
        for (var at = from; at < tokens.size(); at++) {
            if (is(at, ";")) {
                return at;
            }
        }
        return tokens.size();
    }

    /** {@code a::b::{c, d as e}}. */
    private void used(String prefix, int from, int to) {
        var path = new StringBuilder(prefix);
        for (var at = from; at < to; at++) {
            var token = tokens.get(at);
            if (token.is("{")) {
                var begin = at + 1;
                var end = closing[at];
                for (var part = begin; part < end; part++) {
                    if (tokens.get(part).is("{")) {
                        part = closing[part];
                    } else if (tokens.get(part).is(",")) {
                        used(path.toString(), begin, part);
                        begin = part + 1;
                    }
                }
                used(path.toString(), begin, end);
                return;
            }
            if (token.isWord("as") && at + 1 < to) {
                names.put(tokens.get(at + 1).text(), path.toString());
                return;
            }
            if (token.is("::")) {
                path.append(path.isEmpty() ? "" : "::");
            } else if (token.isWord() && !token.text().equals("self")) {
                path.append(token.text());
            } else if (token.isWord() && path.toString().endsWith("::")) {
                path.setLength(path.length() - 2);
            }
        }
        var whole = path.toString();
        var cut = whole.lastIndexOf("::");
        if (!whole.isEmpty() && cut < whole.length() - 2) {
            names.put(cut < 0 ? whole : whole.substring(cut + 2), whole);
        }
    }

    /** Where the body of an item begins; 0 where it has none. */
    private int bodyOf(int from) {
        for (var at = from; at < tokens.size(); at++) {
            if (is(at, ";") || tokens.get(at).closes()) {
                return 0;
            }
            if (is(at, "{")) {
                return at;
            }
            if (tokens.get(at).opens()) {
                at = closing[at];
            }
        }
        return 0;
    }

    /** The type that an implementation is for: the last plain name before its body or bounds. */
    private String owner(int from, int body) {
        var name = "";
        var angles = 0;
        for (var at = from; at < body; at++) {
            var token = tokens.get(at);
            if (token.is("<")) {
                angles++;
            } else if (token.is(">")) {
                angles--;
            } else if (token.isWord("where")) {
                break;
            } else if (token.isWord("for")) {
                name = "";
            } else if (token.isWord() && angles == 0 && !token.text().matches("dyn|mut|unsafe")) {
                name = token.text();
            }
        }
        return name;
    }

    private void function(int at, Deque<Owner> owners) {
        if (at + 1 >= tokens.size() || !tokens.get(at + 1).isWord()) {
            return;
        }
        var body = bodyOf(at + 2);
        if (body == 0) {
            return;
        }
        var name = tokens.get(at + 1).text();
        while (!owners.isEmpty() && owners.element().to() < at) {
            owners.pop();
        }
        if (!owners.isEmpty() && at > owners.element().from()) {
            name = owners.element().name() + "::" + name;
        }
        functions.add(new Function(name, begin(at), body, closing[body] + 1, isTested(at)));
    }

    /** Attributes, documentation and words such as {@code pub async} before {@code fn}. */
    private int begin(int at) {
        var from = at;
        while (from > 0) {
            var before = tokens.get(from - 1);
            if (before.isWord()
                            && before.text().matches("pub|async|unsafe|const|extern|default|crate")
                    || before.isText()
                    || before.kind() == Token.Kind.DOCUMENTATION) {
                from--;
            } else if (before.is("]") || before.is(")")) {
                var opening = opening(from - 1);
                if (before.is(")") && isWord(opening - 1, "pub")
                        || before.is("]") && is(opening - 1, "#")) {
                    from = opening - 1;
                } else {
                    return from;
                }
            } else {
                return from;
            }
        }
        return from;
    }

    private int opening(int close) {
        for (var at = close - 1; at >= 0; at--) {
            if (tokens.get(at).opens() && closing[at] == close) {
                return at;
            }
        }
        return 0;
    }
}
