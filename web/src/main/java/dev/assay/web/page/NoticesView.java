package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What was sent to whom.
 *
 * @param told what just happened, or null
 */
record NoticesView(List<Row> rows, @Nullable String told) {

    /**
     * @param next when it is tried again, or null where it is not
     * @param problem why the last try failed, or null
     */
    record Row(
            String id,
            String title,
            String subject,
            String channel,
            String target,
            String state,
            int tries,
            Instant at,
            @Nullable Instant next,
            @Nullable String problem) {

        boolean dead() {
            return state.equals("given up");
        }
    }
}
