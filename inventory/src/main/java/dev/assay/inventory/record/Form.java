package dev.assay.inventory.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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

    private static final Set<String> COUNTRY_CODES =
            Set.copyOf(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));

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

    /** The most characters of one word that is a line. */
    public static final int LONGEST_LINE = 500;

    /** The most characters of one word that is a text. */
    public static final int LONGEST_TEXT = 4_000;

    /** The most words of a field. */
    public static final int MOST_WORDS = 100;

    /**
     * Why words do not have this form; empty where they have. None at all always has: it says that
     * it is known that there is none.
     */
    public Optional<String> flaw(List<String> words) {
        if (words.size() > (many ? MOST_WORDS : 1)) {
            return Optional.of(
                    "there are "
                            + words.size()
                            + " values; "
                            + (many ? MOST_WORDS + " are the most" : "there may be one"));
        }
        if (words.stream().distinct().count() < words.size()) {
            return Optional.of("a value is there twice");
        }
        return words.stream().flatMap(each -> flaw(each).stream()).findFirst();
    }

    private Optional<String> flaw(String word) {
        var longest = kind == Kind.TEXT ? LONGEST_TEXT : LONGEST_LINE;
        if (word.isBlank()) {
            return Optional.of("a value is empty");
        }
        if (word.length() > longest) {
            return Optional.of(
                    "a value has " + word.length() + " characters; " + longest + " are the most");
        }
        if (!word.codePoints().allMatch(each -> isPlain(each, kind == Kind.TEXT))) {
            return Optional.of("a value has control characters or line breaks in it");
        }
        var shown = "‘" + (word.length() > 40 ? word.substring(0, 40) + "…" : word) + "’";
        return switch (kind) {
            case LINE, TEXT -> Optional.empty();
            case CHOICE ->
                    options.contains(word)
                            ? Optional.empty()
                            : Optional.of(shown + " is none of " + String.join(", ", options));
            case YES_NO ->
                    word.equals("yes") || word.equals("no")
                            ? Optional.empty()
                            : Optional.of(shown + " is neither yes nor no");
            case NUMBER ->
                    word.matches("[0-9]{1,15}([.][0-9]{1,6})?")
                            ? Optional.empty()
                            : Optional.of(shown + " is no number");
            case DAY -> parsed(word, LocalDate::parse, " is no day such as 2026-04-01");
            case INSTANT ->
                    parsed(word, Instant::parse, " is no time such as 2026-04-01T09:00:00Z");
            case COUNTRY ->
                    COUNTRY_CODES.contains(word)
                            ? Optional.empty()
                            : Optional.of(
                                    shown
                                            + " is no country; write two letters of ISO 3166-1,"
                                            + " such as GB");
        };
    }

    private static Optional<String> parsed(String word, Function<String, ?> as, String otherwise) {
        try {
            as.apply(word);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("‘" + word + "’" + otherwise);
        }
    }

    /**
     * Whether a character may stand in a word: none that breaks lines, hides or turns text round.
     *
     * @param lines whether line breaks may
     */
    public static boolean isPlain(int character, boolean lines) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> lines && character == '\n';
            case Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }

    private static Form one(Kind kind) {
        return new Form(kind, false, List.of());
    }
}
