package dev.assay.registry.dpia;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Whether an assessment has to be made, criterion by criterion, and why.
 *
 * @param reason one sentence that a reader understands
 */
public record Screening(Result result, String reason, List<Row> rows) {

    public Screening {
        rows = List.copyOf(rows);
    }

    /** What the law comes to. */
    public enum Result {
        /** New technology and at least one criterion more. */
        REQUIRED("A DPIA is required"),
        /** Any of the open questions could make it required. */
        UNDECIDED("Not decided: treat a DPIA as required until the open questions are answered"),
        /** Personal data, and no further criterion. */
        GOOD_PRACTICE("A DPIA is not required; a light assessment is good practice"),
        /** No personal data. */
        NOT_NEEDED("No DPIA is needed: no personal data is processed");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** What a row comes to. */
    public enum Answer {
        YES("yes"),
        NO("no"),
        OPEN("not answered");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * One criterion.
     *
     * @param group {@code always} or {@code consider}, as the ICO has them
     * @param reason what the record or a person says
     * @param by who answered, or null where the record did, or nobody
     */
    public record Row(
            String key,
            String group,
            String criterion,
            String text,
            Answer answer,
            String reason,
            @Nullable String by) {

        /** Whether the record answers it with yes, which nobody can take back here. */
        public boolean isComputedYes() {
            return answer == Answer.YES && by == null;
        }
    }
}
