package dev.assay.scanners.rust;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Finds what a file calls. */
final class Calls {

    private static final int LONGEST_PATH = 20;

    private final SourceFile file;
    private final Known known;
    private final Map<Function, Map<String, Set<String>>> variables = new HashMap<>();

    Calls(SourceFile file, Known known) {
        this.file = file;
        this.known = known;
    }

    void each(Consumer<Call> taker) {
        var tokens = file.tokens();
        for (var at = 0; at + 1 < tokens.size(); at++) {
            if (!tokens.get(at).isWord() || file.outline().isTested(at)) {
                continue;
            }
            var opening = opening(tokens, at);
            if (opening < 0 || at > 0 && tokens.get(at - 1).isWord("fn")) {
                continue;
            }
            var isMethod = at > 0 && tokens.get(at - 1).is(".");
            var written = isMethod ? "." + tokens.get(at).text() : path(tokens, at);
            taker.accept(
                    new Call(
                            file,
                            isMethod ? written : file.outline().resolved(written),
                            isMethod ? written.substring(1) : written,
                            at,
                            opening,
                            known,
                            variables(at)));
        }
    }

    private Map<String, Set<String>> variables(int at) {
        var function = file.outline().of(at);
        return function == null
                ? Map.of()
                : variables.computeIfAbsent(function, each -> known.variables(file, each));
    }

    /** The bracket behind a name: {@code name(}, {@code name!(}, {@code name::<T>(}. */
    private static int opening(List<Token> tokens, int at) {
        var next = tokens.get(at + 1);
        if (next.is("(")) {
            return at + 1;
        }
        if (next.is("!") && at + 2 < tokens.size() && tokens.get(at + 2).opens()) {
            return at + 2;
        }
        if (!next.is("::") || at + 2 >= tokens.size() || !tokens.get(at + 2).is("<")) {
            return -1;
        }
        var depth = 0;
        for (var each = at + 2; each < Math.min(tokens.size() - 1, at + 60); each++) {
            depth += tokens.get(each).is("<") ? 1 : tokens.get(each).is(">") ? -1 : 0;
            if (depth == 0) {
                return tokens.get(each + 1).is("(") ? each + 1 : -1;
            }
        }
        return -1;
    }

    private static String path(List<Token> tokens, int at) {
        var path = new StringBuilder(tokens.get(at).text());
        var from = at;
        for (var part = 0; part < LONGEST_PATH && from >= 2; part++) {
            if (!tokens.get(from - 1).is("::") || !tokens.get(from - 2).isWord()) {
                break;
            }
            from -= 2;
            path.insert(0, tokens.get(from).text() + "::");
        }
        return path.toString();
    }
}
