package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The page where files are handed in.
 *
 * @param problems why the file that came was not kept
 * @param told what was done, said once
 * @param bad why a file was not removed, said once
 * @param namespaces by ecosystem, the names that may be handed in, for people
 * @param largest the most bytes of a file, for people
 * @param mayUpload whether the reader may hand one in
 */
record UploadsView(
        List<String> problems,
        @Nullable String told,
        @Nullable String bad,
        List<String> namespaces,
        String largest,
        boolean mayUpload,
        List<Row> rows) {

    /**
     * One file.
     *
     * @param removal its id, where the reader may remove it; null elsewhere
     */
    record Row(
            String purl,
            String file,
            String size,
            String sha256,
            String by,
            String at,
            String request,
            @Nullable String removal) {}
}
