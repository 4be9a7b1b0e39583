package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** The packages whose upstreams are looked at. */
record WatchView(List<Row> rows) {

    /**
     * @param server the page of the server that it is
     * @param lookedAt when upstream was last asked, or null
     * @param problem what was wrong, or null
     */
    record Row(
            String server,
            String name,
            @Nullable Instant lookedAt,
            Instant nextLookAt,
            int failures,
            @Nullable String problem) {}
}
