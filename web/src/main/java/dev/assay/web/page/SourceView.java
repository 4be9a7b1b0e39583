package dev.assay.web.page;

import java.util.List;

/**
 * How a release compares with the source that it names.
 *
 * @param css the class of the state's badge
 * @param places what comes from nowhere, or could not be compared
 * @param tried what the repository was asked for and does not have
 */
record SourceView(
        String state,
        String css,
        String said,
        List<Number> numbers,
        List<Place> places,
        List<String> tried) {

    record Number(String what, int count) {}

    record Place(String where, String what, String text) {}
}
