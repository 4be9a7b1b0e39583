package dev.assay.web.page;

import java.util.List;

/**
 * The versions of a server over time, as a drawing: places across are parts of its width, so that
 * it fits every screen; places down are pixels.
 *
 * @param says what it shows, in a sentence
 * @param begins the words at its left end
 * @param now where now is, across
 */
record TimelineView(
        String says, String begins, String now, String nowWords, int height, List<Row> rows) {

    /**
     * One version.
     *
     * @param top of its part of the drawing
     * @param hosts what was found of its destinations, in a few words
     */
    record Row(
            String link,
            String version,
            String state,
            String stateClass,
            String hosts,
            int top,
            List<Span> spans,
            List<Mark> marks,
            List<Note> notes) {

        int text() {
            return top + 20;
        }

        int bar() {
            return top + 34;
        }
    }

    /**
     * A stretch of time in one state.
     *
     * @param css waiting, served, later, suspended or glass
     */
    record Span(String css, String x, String width, String title) {}

    /**
     * A moment at which somebody decided.
     *
     * @param css the kind of the decision, which is its shape too
     */
    record Mark(String css, String x, String title) {}

    /** What differs from the version before. */
    record Note(String css, String text, int y) {}
}
