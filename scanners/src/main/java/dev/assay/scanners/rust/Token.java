package dev.assay.scanners.rust;

/**
 * A token.
 *
 * @param text of a literal what it stands for, of a comment for readers of documentation its text
 * @param start in UTF-16 units from the start of the file
 * @param end the first unit behind it
 * @param line from 1
 */
record Token(Kind kind, String text, int start, int end, int line) {

    enum Kind {
        WORD,
        TEXT,
        CHARACTER,
        NUMBER,
        LIFETIME,
        DOCUMENTATION,
        SIGN
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    boolean opens() {
        return kind == Kind.SIGN && (text.equals("(") || text.equals("[") || text.equals("{"));
    }

    boolean closes() {
        return kind == Kind.SIGN && (text.equals(")") || text.equals("]") || text.equals("}"));
    }
}
