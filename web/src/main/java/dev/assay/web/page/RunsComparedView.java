package dev.assay.web.page;

import java.util.List;

/**
 * Two runs side by side.
 *
 * @param from as in {@code run 1 of 1.0.15}
 * @param compared whether anything could be compared
 * @param limits what one did not come to, or why nothing could be compared
 */
record RunsComparedView(
        String name,
        String from,
        String to,
        String fromLink,
        String toLink,
        boolean compared,
        List<String> limits,
        List<FindingView> findings) {}
