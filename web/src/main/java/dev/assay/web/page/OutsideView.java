package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What passed the gate although it belongs to no closure.
 *
 * @param most how many are shown at most
 */
record OutsideView(List<Row> rows, int most) {

    /**
     * Bytes of one kind.
     *
     * @param who who was given them, for people
     * @param request where they are asked for; null where they are no release by themselves
     */
    record Row(
            String ecosystem,
            String item,
            String sha256,
            String size,
            long times,
            Instant first,
            Instant last,
            List<String> who,
            @Nullable String request) {}
}
