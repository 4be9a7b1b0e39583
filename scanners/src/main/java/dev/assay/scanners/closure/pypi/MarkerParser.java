package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.closure.pypi.Marker.All;
import dev.assay.scanners.closure.pypi.Marker.Any;
import dev.assay.scanners.closure.pypi.Marker.Comparison;
import dev.assay.scanners.closure.pypi.Marker.Side;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the language of markers: comparisons with {@code and}, {@code or} and parentheses. */
final class MarkerParser {

    private static final int DEEPEST = 50;
    private static final int MOST_TOKENS = 2_000;
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:(\\()|(\\))|(===|==|~=|!=|<=|>=|<|>)|not\\s+(in)\\b|(in|and|or)\\b"
                            + "|'([^']*)'|\"([^\"]*)\"|([A-Za-z_][A-Za-z0-9_.]*))");

    /** Names that were written differently before PEP 508. */
    private static final Map<String, String> FORMER =
            Map.of(
                    "os.name", "os_name",
                    "sys.platform", "sys_platform",
                    "platform.version", "platform_version",
                    "platform.machine", "platform_machine",
                    "platform.python_implementation", "platform_python_implementation",
                    "python_implementation", "platform_python_implementation");

    private enum Kind {
        OPEN,
        CLOSE,
        OPERATOR,
        WORD,
        TEXT,
        NAME
    }

    private record Token(Kind kind, String text) {}

    private static final class SyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SyntaxException() {
            super("no marker", null, false, false);
        }
    }

    private final List<Token> tokens;
    private int at;

    private MarkerParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Optional<Marker> parse(String text) {
        var tokens = tokens(text);
        if (tokens == null || tokens.isEmpty()) {
            return Optional.empty();
        }
        var parser = new MarkerParser(tokens);
        try {
            var marker = parser.any(0);
            return parser.at == tokens.size() ? Optional.of(marker) : Optional.empty();
        } catch (SyntaxException e) {
            return Optional.empty();
        }
    }

    private static @Nullable List<Token> tokens(String text) {
        var tokens = new ArrayList<Token>();
        var form = TOKEN.matcher(text.strip());
        var end = 0;
        while (form.lookingAt() && tokens.size() < MOST_TOKENS) {
            tokens.add(token(form));
            end = form.end();
            form.region(end, form.regionEnd());
        }
        return end == text.strip().length() ? tokens : null;
    }

    private static Token token(Matcher form) {
        if (form.group(1) != null) {
            return new Token(Kind.OPEN, "(");
        }
        if (form.group(2) != null) {
            return new Token(Kind.CLOSE, ")");
        }
        if (form.group(3) != null) {
            return new Token(Kind.OPERATOR, form.group(3));
        }
        if (form.group(4) != null) {
            return new Token(Kind.OPERATOR, "not in");
        }
        if (form.group(5) != null) {
            return form.group(5).equals("in")
                    ? new Token(Kind.OPERATOR, "in")
                    : new Token(Kind.WORD, form.group(5));
        }
        if (form.group(8) != null) {
            return new Token(Kind.NAME, FORMER.getOrDefault(form.group(8), form.group(8)));
        }
        return new Token(Kind.TEXT, form.group(6) != null ? form.group(6) : form.group(7));
    }

    private Marker any(int depth) {
        var parts = new ArrayList<Marker>(List.of(all(depth)));
        while (takeWord("or")) {
            parts.add(all(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new Any(parts);
    }

    private Marker all(int depth) {
        var parts = new ArrayList<Marker>(List.of(one(depth)));
        while (takeWord("and")) {
            parts.add(one(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new All(parts);
    }

    private Marker one(int depth) {
        if (depth > DEEPEST) {
            throw new SyntaxException();
        }
        var token = next();
        if (token.kind() == Kind.OPEN) {
            var inside = any(depth + 1);
            if (next().kind() != Kind.CLOSE) {
                throw new SyntaxException();
            }
            return inside;
        }
        var operator = next();
        if (operator.kind() != Kind.OPERATOR) {
            throw new SyntaxException();
        }
        return new Comparison(side(token), operator.text(), side(next()));
    }

    private static Side side(Token token) {
        return switch (token.kind()) {
            case TEXT -> new Side(token.text(), false);
            case NAME -> new Side(token.text(), true);
            default -> throw new SyntaxException();
        };
    }

    private boolean takeWord(String word) {
        if (at < tokens.size()
                && tokens.get(at).kind() == Kind.WORD
                && tokens.get(at).text().equals(word)) {
            at++;
            return true;
        }
        return false;
    }

    private Token next() {
        if (at >= tokens.size()) {
            throw new SyntaxException();
        }
        return tokens.get(at++);
    }
}
