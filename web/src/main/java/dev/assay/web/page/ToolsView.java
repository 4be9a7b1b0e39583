package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The tool matrix of a release.
 *
 * @param notices what keeps it from being confirmed or approved
 * @param filters the classes to show alone, and how many tools each has
 * @param waiting the rows shown that nobody confirmed
 * @param more the address of what comes after the rows shown, or null
 * @param scopes the OAuth scopes that requests ask for
 * @param grants who may call which of the tools, or wants to
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
        List<String> notices,
        List<Filter> filters,
        boolean filtered,
        List<Row> rows,
        List<Row> waiting,
        @Nullable String more,
        List<ScopeRow> scopes,
        List<GrantRow> grants,
        boolean mayDecide) {

    record Filter(String link, String text, int count, boolean chosen) {}

    /**
     * A tool.
     *
     * @param changed whether it is another one than in the version before
     * @param terms under what it may be called
     * @param standing what holds, and by whose word
     * @param wish what somebody wants and what that waits for, or null
     * @param mayAgree whether the reader's word is what that waits for
     */
    record Row(
            String name,
            String key,
            String fingerprint,
            String toolClass,
            boolean confirmed,
            boolean changed,
            List<String> terms,
            String standing,
            String proposed,
            List<String> reasons,
            List<String> contradictions,
            @Nullable String wish,
            boolean mayAgree,
            ToolForm form) {

        String badge() {
            return switch (toolClass) {
                case "never" -> "critical";
                case "write" -> "medium";
                default -> "quiet";
            };
        }
    }

    List<String> classes() {
        return List.of("read", "write", "never");
    }

    List<String> modes() {
        return List.of("none", "confirm", "preview", "dual");
    }
}
