package dev.assay.web.page;

import java.util.List;

/** What is approved and served. */
record ApprovedView(List<Row> rows) {

    /**
     * @param server the page of the server that it is a version of
     * @param name with the version left out
     * @param by who approved it or let it through, and when
     * @param until the day it expires
     */
    record Row(
            String link,
            String server,
            String name,
            String version,
            String stage,
            String by,
            String until,
            String owner,
            List<String> conditions,
            String command) {}
}
