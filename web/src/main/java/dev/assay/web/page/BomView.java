package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a vendor's bill of materials says of a release, beside what was found.
 *
 * @param release its page
 * @param problems why what was just handed in was not taken
 * @param maySend whether the reader may hand one in
 * @param compared null where none was sent
 */
record BomView(
        String release,
        String name,
        String version,
        List<String> problems,
        boolean maySend,
        String largest,
        @Nullable Compared compared,
        List<Sent> history) {

    /**
     * The newest beside what was found.
     *
     * @param problem why it cannot be compared; empty where it can
     * @param summary what came of it, in a sentence or two
     * @param differences as many as a page shows
     * @param more how many more REST has
     */
    record Compared(
            String format,
            String problem,
            String summary,
            List<String> findings,
            List<Row> differences,
            int more) {}

    /** One difference. */
    record Row(String kind, String css, String purl, String theirs, String ours) {}

    /** One document that was sent. */
    record Sent(String format, String size, String sha256, String by, String at, String download) {}
}
