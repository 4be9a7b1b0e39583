package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A grant as pages show it.
 *
 * @param link the page of its consumer
 * @param story who asked, agreed, granted and ended it, in that order
 * @param days how many days were asked for
 * @param hindrance why it cannot be used though it holds, or null
 * @param mayGrant whether the reader may grant it
 * @param why why not, where the reader grants others, or null
 * @param mayRefuse whether the reader may refuse it or take it back
 * @param mayEnd whether the reader may revoke or shorten it
 */
record GrantRow(
        String id,
        String link,
        String consumer,
        String tool,
        String toolClass,
        String server,
        String serverLink,
        String environment,
        String state,
        String stateClass,
        String reason,
        Instant askedAt,
        List<String> story,
        @Nullable String until,
        int days,
        boolean waits,
        @Nullable String hindrance,
        boolean mayGrant,
        @Nullable String why,
        boolean mayRefuse,
        boolean mayEnd) {

    String badge() {
        return toolClass.equals("write") ? "medium" : "quiet";
    }
}
