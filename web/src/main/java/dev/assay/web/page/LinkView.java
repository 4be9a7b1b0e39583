package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What somebody sees who follows the link of a blocked fetch. It opens without signing in, so it
 * holds no evidence, no name and no comment.
 *
 * @param state in words
 * @param line one sentence about that
 * @param approved versions to use instead, or this one
 * @param contact the role that decides
 * @param request where to ask for it, null where the reader cannot or need not
 * @param releaseId what a waiver would be asked for, null likewise
 * @param blocks what keeps it from being approved; empty where nobody is signed in
 * @param release where to read more, null where there is nothing or nobody is signed in
 */
record LinkView(
        String purl,
        String name,
        @Nullable String version,
        String state,
        String stateClass,
        String line,
        List<Usable> approved,
        String contact,
        @Nullable String request,
        @Nullable String release,
        @Nullable String releaseId,
        List<PanelView.Block> blocks,
        boolean signedIn) {

    record Usable(String version, String stage, String command) {}
}
