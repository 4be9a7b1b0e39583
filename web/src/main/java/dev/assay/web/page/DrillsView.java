package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Rehearsals of a revocation.
 *
 * @param mayHold whether the reader may hold one
 * @param owed the title of the task that the next one would end, or null
 * @param due its day
 * @param longest the longest that was measured, in milliseconds; the bars are drawn against it
 * @param told what just happened, or null
 * @param problem why something did not, or null
 */
record DrillsView(
        List<Row> rows,
        boolean mayHold,
        @Nullable String owed,
        @Nullable String due,
        long longest,
        @Nullable String told,
        @Nullable String problem) {

    /**
     * @param millis null where it was not measured
     */
    record Row(
            Instant at,
            String by,
            String release,
            @Nullable Long millis,
            int asked,
            String answer,
            boolean forTask) {}
}
