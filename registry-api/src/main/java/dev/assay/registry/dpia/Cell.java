package dev.assay.registry.dpia;

import dev.assay.inventory.record.Value;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * One thing that the document says, with how it is known. Never blank: where there is nothing, its
 * text says so.
 *
 * @param source who or what says so; empty for words of the form
 */
public record Cell(String text, Mark mark, String source) {

    private static final Pattern TIME =
            Pattern.compile("\\b(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d):\\d\\d(?:\\.\\d{1,9})?Z\\b");

    /** The usual reason, which is not said each time. */
    private static final String NOBODY = "nobody has said";

    public Cell {
        text = text.isBlank() ? "none" : text.strip();
    }

    static Cell plain(String text) {
        return new Cell(text, Mark.PLAIN, "");
    }

    static Cell of(Value value) {
        if (!value.isKnown()) {
            return new Cell("unknown", Mark.UNKNOWN, value.source());
        }
        return new Cell(
                String.join(value.words().size() > 3 ? "\n" : ", ", value.words()),
                Mark.of(value.provenance()),
                value.source());
    }

    static Cell proposed(String text, String why) {
        return new Cell(text, Mark.PROPOSED, why);
    }

    static Cell unknown(String why) {
        return new Cell("unknown", Mark.UNKNOWN, why);
    }

    static Cell unanswered() {
        return new Cell("not answered", Mark.UNANSWERED, "a person has to answer");
    }

    static Cell written(Written written) {
        return new Cell(written.text(), Mark.WRITTEN, written.by() + ", " + written.day());
    }

    /** Several in one, worth as much as the least of them. */
    static Cell together(Collection<Cell> cells, String whenNone) {
        if (cells.isEmpty()) {
            return plain(whenNone);
        }
        var least = cells.stream().max((a, b) -> a.mark().compareTo(b.mark())).orElseThrow();
        var texts = cells.stream().map(Cell::text).distinct().toList();
        return new Cell(String.join("; ", texts), least.mark(), least.source());
    }

    /** What stands beside its text; empty for words of the form. */
    public String remark() {
        return switch (mark) {
            case PLAIN -> "";
            case UNKNOWN -> source.equals(NOBODY) ? "" : source;
            case UNANSWERED -> "";
            case WRITTEN -> "written by " + source;
            case VERIFIED, DECLARED, STATED, PROPOSED -> mark.words();
        };
    }

    /**
     * Its text as people read it: a time to the minute, {@code 2026-11-22 15:01 UTC}. The text
     * itself stays exact, since words are given for it by its digest.
     */
    public String words() {
        return TIME.matcher(text).replaceAll("$1 $2 UTC");
    }

    /** In one line, with its remark. */
    public String line() {
        var remark = remark();
        return remark.isEmpty() ? words() : words() + " [" + remark + "]";
    }
}
