package dev.assay.scanners.javascript.syntax;

import org.jspecify.annotations.Nullable;

/**
 * One node of the tree. A single shape for all kinds keeps the tree small in memory and its walks
 * short; {@link Kind} says what text and children mean.
 */
public sealed class Node permits Ident, Parameter, Fn, Cls, Block {

    public static final Node[] NONE = {};

    private final Kind kind;
    private final int start;
    private final int end;
    private final @Nullable String text;
    private final Node[] kids;

    public Node(Kind kind, int start, int end, @Nullable String text, Node... kids) {
        this.kind = kind;
        this.start = start;
        this.end = end;
        this.text = text;
        this.kids = kids;
    }

    /** A node without children; half of all are, and share their array. */
    public Node(Kind kind, int start, int end, @Nullable String text) {
        this(kind, start, end, text, NONE);
    }

    public final Kind kind() {
        return kind;
    }

    public final boolean is(Kind expected) {
        return kind == expected;
    }

    /** Offset of the first character in the file, in UTF-16 units. */
    public final int start() {
        return start;
    }

    public final int end() {
        return end;
    }

    public final @Nullable String text() {
        return text;
    }

    /** The text, or an empty string where the kind has none. */
    public final String name() {
        return text == null ? "" : text;
    }

    public final boolean isNamed(String name) {
        return name.equals(text);
    }

    /** The children; callers do not change them. */
    public final Node[] kids() {
        return kids;
    }

    public final Node kid(int index) {
        return kids[index];
    }

    public final int size() {
        return kids.length;
    }

    /** Where a reader's eye should land: the property of a member call, not the chain it ends. */
    public final int focus() {
        if ((kind == Kind.CALL || kind == Kind.NEW)
                && kids.length > 0
                && kids[0].kind == Kind.MEMBER) {
            return Math.max(start, kids[0].end - kids[0].name().length());
        }
        return start;
    }
}
