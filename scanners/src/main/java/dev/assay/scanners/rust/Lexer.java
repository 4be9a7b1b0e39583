package dev.assay.scanners.rust;

import dev.assay.scanners.rust.Token.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file into tokens (Rust reference, "Lexical structure"): nested comments, raw, byte and C
 * strings, lifetimes and characters. What brackets do not close is no Rust.
 */
final class Lexer {

    private static final int MOST = 1_500_000;
    private static final int DEEPEST = 2_000;

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private int at;
    private int line = 1;
    private int counted;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) throws UnreadableException {
        var lexer = new Lexer(source);
        if (source.startsWith("#!") && !source.startsWith("#![")) {
            lexer.skipLine();
        }
        while (lexer.at < source.length()) {
            lexer.next();
        }
        if (!lexer.open.isEmpty()) {
            throw new UnreadableException("a bracket is not closed");
        }
        return lexer.tokens;
    }

    private char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : '\0';
    }

    private void skipLine() {
        var end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
    }

    private void next() throws UnreadableException {
        var c = peek(0);
        if (Character.isWhitespace(c) || c == '\uFEFF') {
            at++;
        } else if (c == '/' && peek(1) == '/') {
            lineComment();
        } else if (c == '/' && peek(1) == '*') {
            blockComment();
        } else if (c == '"') {
            text(at, at + 1);
        } else if (c == '\'') {
            quote();
        } else if (Character.isDigit(c)) {
            number();
        } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            word();
        } else {
            sign(c);
        }
    }

    private void add(Kind kind, String text, int start) throws UnreadableException {
        if (tokens.size() >= MOST) {
            throw new UnreadableException("it has more than " + MOST + " tokens");
        }
        while (counted < start) {
            if (source.charAt(counted++) == '\n') {
                line++;
            }
        }
        tokens.add(new Token(kind, text, start, at, line));
    }

    private void lineComment() throws UnreadableException {
        var start = at;
        skipLine();
        var text = source.substring(start, at);
        if (text.startsWith("///") && !text.startsWith("////")) {
            add(Kind.DOCUMENTATION, text.substring(3).strip(), start);
        }
    }

    private void blockComment() throws UnreadableException {
        var start = at;
        var depth = 0;
        while (at < source.length()) {
            if (peek(0) == '/' && peek(1) == '*') {
                depth++;
                at += 2;
            } else if (peek(0) == '*' && peek(1) == '/') {
                depth--;
                at += 2;
                if (depth == 0) {
                    var text = source.substring(start, at);
                    if (text.startsWith("/**") && text.length() > 5 && text.charAt(3) != '*') {
                        add(
                                Kind.DOCUMENTATION,
                                text.substring(3, text.length() - 2)
                                        .replaceAll("(?m)^[ \\t]*\\* ?", "")
                                        .strip(),
                                start);
                    }
                    return;
                }
            } else {
                at++;
            }
        }
        throw new UnreadableException("a comment is not closed");
    }

    /**
     * A string with escapes.
     *
     * @param from where its content begins
     */
    private void text(int start, int from) throws UnreadableException {
        var text = new StringBuilder();
        at = from;
        while (at < source.length() && peek(0) != '"') {
            if (peek(0) == '\\') {
                escape(text);
            } else {
                text.append(peek(0));
                at++;
            }
        }
        if (at >= source.length()) {
            throw new UnreadableException("a string is not closed");
        }
        at++;
        add(Kind.TEXT, text.toString(), start);
    }

    private void escape(StringBuilder text) {
        var letter = peek(1);
        at += 2;
        switch (letter) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case '0' -> text.append('\0');
            case '\n' -> {
                // A line that goes on, without the spaces that it begins with.
                while (Character.isWhitespace(peek(0)) && at < source.length()) {
                    at++;
                }
            }
            case 'x' -> {
                text.append((char) hexadecimal(at, at + 2));
                at = Math.min(at + 2, source.length());
            }
            case 'u' -> {
                var end = peek(0) == '{' ? source.indexOf('}', at) : -1;
                if (end > 0 && end - at <= 12) {
                    var point = hexadecimal(at + 1, end);
                    text.appendCodePoint(Character.isValidCodePoint(point) ? point : '?');
                    at = end + 1;
                }
            }
            default -> text.append(letter);
        }
    }

    private int hexadecimal(int from, int to) {
        try {
            return Integer.parseInt(
                    source.substring(from, Math.min(to, source.length())).replace("_", ""), 16);
        } catch (NumberFormatException e) {
            return '?';
        }
    }

    /**
     * A raw string.
     *
     * @param hashes where its number signs begin
     */
    private void raw(int start, int hashes) throws UnreadableException {
        var count = 0;
        while (hashes + count < source.length() && source.charAt(hashes + count) == '#') {
            count++;
        }
        var from = hashes + count + 1;
        var end = source.indexOf("\"" + "#".repeat(count), from);
        if (end < 0) {
            throw new UnreadableException("a raw string is not closed");
        }
        at = end + 1 + count;
        add(Kind.TEXT, source.substring(from, end), start);
    }

    /** A character, or a lifetime, which has no quote behind it. */
    private void quote() throws UnreadableException {
        var start = at;
        if (peek(1) == '\\') {
            var text = new StringBuilder();
            at++;
            escape(text);
            while (at < source.length() && peek(0) != '\'' && peek(0) != '\n') {
                at++;
            }
            at++;
            add(Kind.CHARACTER, text.toString(), start);
            return;
        }
        var width = Character.isHighSurrogate(peek(1)) ? 2 : 1;
        if (peek(1 + width) == '\'') {
            at += width + 2;
            add(Kind.CHARACTER, source.substring(start + 1, at - 1), start);
            return;
        }
        at++;
        while (Character.isUnicodeIdentifierPart(peek(0)) && at < source.length()) {
            at++;
        }
        add(Kind.LIFETIME, source.substring(start, at), start);
    }

    private void number() throws UnreadableException {
        var start = at;
        while (Character.isLetterOrDigit(peek(0)) || peek(0) == '_') {
            at++;
        }
        if (peek(0) == '.' && Character.isDigit(peek(1))) {
            at++;
            while (Character.isLetterOrDigit(peek(0)) || peek(0) == '_') {
                at++;
            }
        }
        add(Kind.NUMBER, source.substring(start, at).replace("_", ""), start);
    }

    private void word() throws UnreadableException {
        var start = at;
        while (at < source.length()
                && (Character.isUnicodeIdentifierPart(peek(0)) || peek(0) == '_')) {
            at++;
        }
        var word = source.substring(start, at);
        var isRaw = word.equals("r") || word.equals("br") || word.equals("cr");
        if (peek(0) == '"') {
            if (isRaw) {
                raw(start, at);
                return;
            }
            if (word.equals("b") || word.equals("c")) {
                text(start, at + 1);
                return;
            }
        }
        if (word.equals("b") && peek(0) == '\'') {
            quote();
            return;
        }
        if (isRaw && peek(0) == '#') {
            var quoted = at;
            while (quoted < source.length() && source.charAt(quoted) == '#') {
                quoted++;
            }
            if (quoted < source.length() && source.charAt(quoted) == '"') {
                raw(start, at);
                return;
            }
            if (word.equals("r") && Character.isUnicodeIdentifierStart(peek(1))) {
                at++;
                var from = at;
                while (at < source.length() && Character.isUnicodeIdentifierPart(peek(0))) {
                    at++;
                }
                add(Kind.WORD, source.substring(from, at), start);
                return;
            }
        }
        add(Kind.WORD, word, start);
    }

    private void sign(char c) throws UnreadableException {
        var start = at;
        if (c == ':' && peek(1) == ':'
                || c == '-' && peek(1) == '>'
                || c == '=' && peek(1) == '>') {
            at += 2;
            add(Kind.SIGN, source.substring(start, at), start);
            return;
        }
        switch (c) {
            case '(', '[', '{' -> {
                open.append(c == '(' ? ')' : c == '[' ? ']' : '}');
                if (open.length() > DEEPEST) {
                    throw new UnreadableException("brackets are nested too deeply");
                }
            }
            case ')', ']', '}' -> {
                if (open.isEmpty() || open.charAt(open.length() - 1) != c) {
                    throw new UnreadableException("a bracket is closed that is not open");
                }
                open.setLength(open.length() - 1);
            }
            default -> {}
        }
        at++;
        add(Kind.SIGN, String.valueOf(c), start);
    }
}
