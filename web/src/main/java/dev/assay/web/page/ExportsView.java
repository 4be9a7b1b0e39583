package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Everything that leaves for other programs and people.
 *
 * @param refusal why what was asked for was not written, or null
 */
record ExportsView(List<Group> groups, @Nullable Refusal refusal) {

    record Group(String title, String words, List<Row> formats) {}

    /**
     * A format.
     *
     * @param open whether its form is shown at once
     */
    record Row(
            String id,
            String title,
            String purpose,
            List<String> cannotSay,
            List<Field> fields,
            boolean open) {}

    /**
     * Something that may be asked for.
     *
     * @param choices the only values; empty for any text
     * @param several whether it may be some of them
     * @param values what was asked for last
     */
    record Field(
            String name,
            String label,
            String hint,
            boolean required,
            List<String> choices,
            boolean several,
            List<String> values) {

        boolean has(String value) {
            return values.contains(value);
        }

        String text() {
            return String.join(",", values);
        }
    }

    /**
     * What was not written.
     *
     * @param reasons each with what to do about it
     */
    record Refusal(String title, List<Reason> reasons, int more) {}

    record Reason(String subject, String why, String next) {}
}
