package dev.assay.scanners.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Code split where a line may be broken: never inside of a text, a template, a regular expression
 * or a comment, as far as can be told without the grammar. A mistake moves a line break, nothing
 * else.
 */
final class Tokens {

    /** What a token is. */
    enum Kind {
        OPEN,
        CLOSE,
        COMMA,
        SEMICOLON,
        /** What must end its line: a comment to the end of the line, a line of a template. */
        LINE,
        WORD
    }

    record Token(Kind kind, int start, int end) {}

    private static final Set<String> BEFORE_EXPRESSION =
            Set.of(
                    "return",
                    "typeof",
                    "case",
                    "in",
                    "of",
                    "delete",
                    "void",
                    "throw",
                    "new",
                    "do",
                    "else",
                    "instanceof",
                    "yield",
                    "await");

    private final CharSequence text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(CharSequence text) {
        this.text = text;
    }

    static List<Token> of(CharSequence text) {
        var reader = new Tokens(text);
        while (reader.at < text.length()) {
            reader.next();
        }
        return reader.tokens;
    }

    private void next() {
        var c = text.charAt(at);
        var start = at;
        if (Character.isWhitespace(c)) {
            at++;
            return;
        }
        switch (c) {
            case '{', '(', '[' -> single(Kind.OPEN);
            case '}', ')', ']' -> single(Kind.CLOSE);
            case ',' -> single(Kind.COMMA);
            case ';' -> single(Kind.SEMICOLON);
            case '"', '\'' -> {
                quoted(c);
                add(Kind.WORD, start);
            }
            case '`' -> template();
            case '/' -> slash();
            default -> {
                at++;
                if (Character.isJavaIdentifierPart(c)) {
                    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                        at++;
                    }
                }
                add(Kind.WORD, start);
            }
        }
    }

    private void single(Kind kind) {
        at++;
        add(kind, at - 1);
    }

    private void add(Kind kind, int start) {
        tokens.add(new Token(kind, start, at));
    }

    private void quoted(char quote) {
        at++;
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == quote || c == '\n') {
                break;
            }
        }
        at = Math.min(at, text.length());
    }

    /** A template with what is put into it, a token for each of its lines. */
    private void template() {
        var start = at++;
        var depth = 0;
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '\\') {
                at = Math.min(at + 1, text.length());
            } else if (c == '\n') {
                add(Kind.LINE, start);
                start = at;
            } else if (c == '$' && at < text.length() && text.charAt(at) == '{') {
                depth++;
                at++;
            } else if (depth > 0 && (c == '{' || c == '}')) {
                depth += c == '{' ? 1 : -1;
            } else if (depth == 0 && c == '`') {
                break;
            }
        }
        add(Kind.WORD, start);
    }

    private void slash() {
        var start = at;
        var next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == '/') {
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
            add(Kind.LINE, start);
        } else if (next == '*') {
            comment();
        } else if (startsExpression()) {
            expression();
            add(Kind.WORD, start);
        } else {
            single(Kind.WORD);
        }
    }

    private void comment() {
        var start = at;
        at += 2;
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '\n') {
                add(Kind.LINE, start);
                start = at;
            } else if (c == '*' && at < text.length() && text.charAt(at) == '/') {
                at++;
                break;
            }
        }
        add(Kind.WORD, start);
    }

    private void expression() {
        var inClass = false;
        at++;
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '\n') {
                return;
            }
            at++;
            if (c == '\\') {
                at = Math.min(at + 1, text.length());
            } else if (c == '[' || c == ']') {
                inClass = c == '[';
            } else if (c == '/' && !inClass) {
                return;
            }
        }
    }

    private boolean startsExpression() {
        if (tokens.isEmpty()) {
            return true;
        }
        var last = tokens.getLast();
        var word = text.subSequence(last.start(), last.end()).toString();
        return switch (last.kind()) {
            case OPEN, COMMA, SEMICOLON -> true;
            case CLOSE -> word.equals("}");
            case LINE -> true;
            case WORD ->
                    BEFORE_EXPRESSION.contains(word)
                            || word.length() == 1 && "=:!&|?+-*%~^<>".contains(word);
        };
    }
}
