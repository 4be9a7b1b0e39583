package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A server's record.
 *
 * @param then null for the record as it is
 * @param unknown how many fields nobody and nothing has filled
 * @param fields of how many
 * @param only whether only those are shown
 * @param hidden whether entries are left out that the reader may not see
 */
record RecordView(
        String id,
        String name,
        String digest,
        Instant since,
        @Nullable Instant then,
        int unknown,
        int fields,
        boolean only,
        boolean hidden,
        List<Section> sections,
        List<ListView> checklists,
        @Nullable Changes changes,
        List<VersionLine> history,
        String day,
        boolean mayState,
        List<Adding> adding,
        @Nullable String told,
        @Nullable String problem) {

    RecordView {
        sections = List.copyOf(sections);
        checklists = List.copyOf(checklists);
        history = List.copyOf(history);
        adding = List.copyOf(adding);
    }

    /** Fields that stand together; a section of one entry has no title of its own for it. */
    record Section(
            String anchor,
            String title,
            int unknown,
            int fields,
            List<EntryView> entries,
            int more) {

        Section {
            entries = List.copyOf(entries);
        }
    }

    /**
     * @param title empty where the section is the entry
     */
    record EntryView(
            String anchor,
            String title,
            String hint,
            int unknown,
            int fields,
            boolean open,
            List<RowView> rows) {

        EntryView {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One field.
     *
     * @param words its value, line by line; empty where there is none
     * @param provenance how it is known, in a word
     * @param source who says so, or why it is unknown
     * @param edit where it is stated; null where nobody here may
     * @param form the form, where it is being stated
     */
    record RowView(
            String anchor,
            String label,
            List<String> words,
            String provenance,
            String source,
            @Nullable Instant at,
            @Nullable String edit,
            @Nullable FormView form) {

        RowView {
            words = List.copyOf(words);
        }
    }

    /**
     * A form that states one field.
     *
     * @param kind the input: line, text, day, number, choice, choices or lines
     * @param value what it is filled with, line by line
     */
    record FormView(
            String subject,
            String key,
            String field,
            String kind,
            List<Option> options,
            String value,
            String reason,
            String hint,
            boolean stated,
            String back) {

        FormView {
            options = List.copyOf(options);
        }
    }

    record Option(String word, boolean chosen) {}

    /** A checklist. */
    record ListView(String key, String title, int done, List<CheckView> items) {

        ListView {
            items = List.copyOf(items);
        }
    }

    /**
     * An item of a checklist.
     *
     * @param result what was found, in a word; empty where nobody has looked
     * @param wanting what keeps it from being done; empty where it is
     */
    record CheckView(
            String anchor,
            String item,
            String label,
            String result,
            boolean done,
            String wanting,
            String evidence,
            @Nullable String link,
            String who,
            @Nullable String edit,
            @Nullable CheckForm form) {}

    record CheckForm(
            String list,
            String item,
            List<Option> results,
            String evidence,
            String by,
            String day,
            String back) {

        CheckForm {
            results = List.copyOf(results);
        }
    }

    /** What changed between two moments. */
    record Changes(Instant from, Instant to, List<ChangeLine> lines, int more) {

        Changes {
            lines = List.copyOf(lines);
        }
    }

    record ChangeLine(String what, String label, String before, String after) {}

    record VersionLine(
            Instant at, String digest, String link, @Nullable String changes, boolean shown) {}

    /** A form that adds an entry. */
    record Adding(
            String subject,
            String title,
            String name,
            String field,
            String label,
            List<String> options) {

        Adding {
            options = List.copyOf(options);
        }
    }
}
