package dev.assay.scanners.rust;

import dev.assay.scanners.text.Holes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts by the names that they are given: constants and fields of the crate, variables of a
 * function. A name that stands for several means all of them.
 */
final class Known {

    private static final int MOST = 20;
    private static final int DEEPEST = 4;
    private static final Pattern HOLE =
            Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)?(?::[^{}]*)?\\}");

    private final Map<String, Set<String>> constants = new HashMap<>();
    private final Map<String, Set<String>> fields = new HashMap<>();

    /** Takes the constants and fields of a file. */
    void learn(SourceFile file) {
        var tokens = file.tokens();
        for (var at = 0; at + 3 < tokens.size(); at++) {
            var token = tokens.get(at);
            if (file.outline().isTested(at)) {
                continue;
            }
            if (token.isWord("const") || token.isWord("static")) {
                var name = tokens.get(at + 1).isWord("mut") ? at + 2 : at + 1;
                var end = statementEnd(file, name);
                var equals = name;
                while (equals < end && !tokens.get(equals).is("=")) {
                    equals++;
                }
                put(constants, tokens.get(name).text(), literals(file, equals, end));
            } else if (token.isWord() && tokens.get(at + 1).is(":") && at + 2 < tokens.size()) {
                var end = argumentEnd(file, at + 2);
                if (end - at < 40) {
                    put(fields, token.text(), literals(file, at + 2, end));
                }
            }
        }
    }

    private static void put(Map<String, Set<String>> into, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            var all = into.computeIfAbsent(name, any -> new LinkedHashSet<>());
            texts.stream().limit(MOST).forEach(all::add);
        }
    }

    private static List<String> literals(SourceFile file, int from, int to) {
        var found = new ArrayList<String>();
        for (var at = from; at < to; at++) {
            if (file.tokens().get(at).isText()) {
                found.add(file.tokens().get(at).text());
            }
        }
        return found;
    }

    /** Where what begins at a token ends: at a comma or bracket of the same depth. */
    static int argumentEnd(SourceFile file, int from) {
        var tokens = file.tokens();
        for (var at = from; at < tokens.size(); at++) {
            var token = tokens.get(at);
            if (token.is(",") || token.is(";") || token.closes()) {
                return at;
            }
            if (token.opens()) {
                at = file.outline().closing(at);
            }
        }
        return tokens.size();
    }

    /** Where a statement ends: behind a semicolon, or at the bracket around it. */
    static int statementEnd(SourceFile file, int from) {
        var tokens = file.tokens();
        for (var at = from; at < tokens.size(); at++) {
            var token = tokens.get(at);
            if (token.is(";") || token.closes()) {
                return at;
            }
            if (token.opens()) {
                at = file.outline().closing(at);
            }
        }
        return tokens.size();
    }

    /** The variables of a function that are given texts. */
    Map<String, Set<String>> variables(SourceFile file, Function function) {
        var variables = new HashMap<String, Set<String>>();
        for (var at = function.body(); at < function.to() - 3; at++) {
            var tokens = file.tokens();
            if (!tokens.get(at).isWord("let")) {
                continue;
            }
            var name = tokens.get(at + 1).isWord("mut") ? at + 2 : at + 1;
            var end = Math.min(statementEnd(file, name), function.to());
            var equals = name;
            while (equals < end && !tokens.get(equals).is("=")) {
                equals++;
            }
            if (tokens.get(name).isWord() && end - equals < 200) {
                put(
                        variables,
                        tokens.get(name).text(),
                        List.copyOf(texts(file, equals + 1, end, variables)));
            }
        }
        return variables;
    }

    /** The texts that an expression may be, with holes where a part is not known. */
    Set<String> texts(SourceFile file, int from, int to, Map<String, Set<String>> variables) {
        var found = new LinkedHashSet<String>();
        collect(file, from, to, variables, found);
        var isJoined = false;
        for (var at = from; at < to && !isJoined; at++) {
            isJoined = file.tokens().get(at).is("+") || file.tokens().get(at).isWord("concat");
        }
        if (isJoined && found.size() > 1) {
            found.add(String.join("", found));
        }
        return found;
    }

    private void collect(
            SourceFile file,
            int from,
            int to,
            Map<String, Set<String>> variables,
            Set<String> found) {
        var tokens = file.tokens();
        for (var at = from; at < to && found.size() < MOST; at++) {
            var token = tokens.get(at);
            if (token.isWord("format")
                    && at + 3 < to
                    && tokens.get(at + 1).is("!")
                    && tokens.get(at + 3).isText()) {
                var end = file.outline().closing(at + 2);
                formatted(file, at + 3, end, variables, found);
                at = end;
            } else if (token.isText()) {
                found.add(token.text());
            } else if (token.isWord() && !(at + 1 < tokens.size() && tokens.get(at + 1).is("("))) {
                found.addAll(named(token.text(), at > 0 && tokens.get(at - 1).is("."), variables));
            }
        }
    }

    private Set<String> named(String name, boolean field, Map<String, Set<String>> variables) {
        return field
                ? fields.getOrDefault(name, Set.of())
                : variables.getOrDefault(name, constants.getOrDefault(name, Set.of()));
    }

    /** {@code format!("https://{host}/{}", path)}. */
    private void formatted(
            SourceFile file,
            int text,
            int end,
            Map<String, Set<String>> variables,
            Set<String> found) {
        var arguments = new ArrayList<Set<String>>();
        for (var at = text + 1; at < end; ) {
            var stop = Math.min(argumentEnd(file, at + 1), end);
            arguments.add(
                    arguments.size() > DEEPEST ? Set.of() : texts(file, at + 1, stop, variables));
            at = stop;
        }
        var matcher = HOLE.matcher(file.tokens().get(text).text());
        var shown = new StringBuilder();
        var next = 0;
        while (matcher.find()) {
            Set<String> values;
            if (matcher.group(1) == null) {
                values = next < arguments.size() ? arguments.get(next) : Set.of();
                next++;
            } else {
                values = named(matcher.group(1), false, variables);
            }
            matcher.appendReplacement(
                    shown,
                    Matcher.quoteReplacement(
                            values.size() == 1
                                    ? values.iterator().next()
                                    : String.valueOf(Holes.HOLE)));
        }
        matcher.appendTail(shown);
        found.add(shown.toString());
    }
}
