package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The tool matrix of a release.
 *
 * @param waits why nothing can be confirmed now, or null
 * @param filters the classes to show alone, and how many tools each has
 * @param open how many of all tools nobody confirmed
 * @param mayDecide whether the reader confirms
 */
record ToolsView(
        String id,
        String name,
        String version,
        String state,
        String stateClass,
        @Nullable String told,
        @Nullable String problem,
        @Nullable String waits,
        List<Filter> filters,
        List<Row> rows,
        int open,
        boolean mayDecide) {

    record Filter(String link, String text, int count, boolean chosen) {}

    /**
     * A tool.
     *
     * @param changed whether it is another one than in the version before
     * @param standing what holds, and by whose word
     * @param wish what somebody wants and what that waits for, or null
     */
    record Row(
            String name,
            String key,
            String fingerprint,
            String toolClass,
            boolean confirmed,
            boolean changed,
            String standing,
            String proposed,
            List<String> reasons,
            List<String> contradictions,
            String data,
            String system,
            List<String> constraints,
            String mode,
            int max,
            int window,
            @Nullable String wish) {}

    List<String> classes() {
        return List.of("read", "write", "never");
    }

    List<String> modes() {
        return List.of("none", "confirm", "preview", "dual");
    }
}
