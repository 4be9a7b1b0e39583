package dev.assay.inventory.record;

import java.util.List;

/**
 * What the words of a field look like.
 *
 * @param kind what each word is
 * @param many whether there may be several
 * @param options the words there are, for a choice; empty for the other kinds
 */
public record Form(Kind kind, boolean many, List<String> options) {

    /** What a word is. */
    public enum Kind {
        /** One line of text. */
        LINE,
        /** Sentences, with line breaks. */
        TEXT,
        /** One of the options. */
        CHOICE,
        /** {@code yes} or {@code no}. */
        YES_NO,
        /** A number in decimal, without a unit. */
        NUMBER,
        /** A day, ISO 8601. */
        DAY,
        /** A point in time, ISO 8601 in UTC. */
        INSTANT,
        /** ISO 3166-1 alpha-2, upper case. */
        COUNTRY
    }

    public static final Form LINE = one(Kind.LINE);
    public static final Form LINES = new Form(Kind.LINE, true, List.of());
    public static final Form TEXT = one(Kind.TEXT);
    public static final Form YES_NO = one(Kind.YES_NO);
    public static final Form NUMBER = one(Kind.NUMBER);
    public static final Form DAY = one(Kind.DAY);
    public static final Form INSTANT = one(Kind.INSTANT);
    public static final Form COUNTRIES = new Form(Kind.COUNTRY, true, List.of());

    public Form {
        options = List.copyOf(options);
    }

    public static Form choice(String... options) {
        return new Form(Kind.CHOICE, false, List.of(options));
    }

    public static Form choices(String... options) {
        return new Form(Kind.CHOICE, true, List.of(options));
    }

    private static Form one(Kind kind) {
        return new Form(kind, false, List.of());
    }
}
