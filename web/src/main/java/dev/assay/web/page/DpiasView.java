package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The assessments.
 *
 * @param title what was written into the form, kept where it is refused
 * @param servers likewise
 */
record DpiasView(
        List<Row> rows,
        boolean mayAdd,
        String title,
        String servers,
        @Nullable String told,
        @Nullable String problem) {

    /**
     * @param changes how many things have changed since its records were pinned
     */
    record Row(String link, String title, String servers, String pinned, int changes) {}
}
