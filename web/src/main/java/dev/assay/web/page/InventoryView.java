package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The inventory.
 *
 * @param query the filter as the query of an address
 * @param chosen what narrows it, each with the address that takes it away
 * @param hidden the filter's fields, for forms that change another one
 * @param total how many servers pass
 * @param known how many there are at all
 * @param next the address of the next page, null at the end
 * @param first the address of the first page, null when this is it
 * @param behind how many servers are not brought up to date yet
 */
record InventoryView(
        String query,
        String text,
        boolean overdue,
        List<Chosen> chosen,
        List<Hidden> hidden,
        List<Group> groups,
        List<Sort> sorts,
        List<Row> rows,
        int total,
        int known,
        @Nullable String next,
        @Nullable String first,
        int behind,
        ViewsView views) {

    record Chosen(String facet, String value, String link) {}

    record Hidden(String name, String value) {}

    /** One facet with its values. */
    record Group(String title, List<Value> values, boolean more) {}

    /**
     * @param link the address with it chosen, or without it where it is
     */
    record Value(String words, int count, boolean chosen, String link) {}

    record Sort(String key, String title, boolean chosen) {}

    /**
     * @param marks badges: their class and their words
     * @param moreDestinations how many are not written out
     * @param review the day of its next review, or words for none
     */
    record Row(
            String link,
            String name,
            String ecosystem,
            String state,
            String stateClass,
            List<Badge> marks,
            List<Served> served,
            String newest,
            String tier,
            String tierClass,
            String owner,
            String data,
            List<Host> destinations,
            int moreDestinations,
            String review,
            boolean overdue,
            int findings,
            @Nullable String worst,
            int waivers) {}

    record Badge(String css, String words) {}

    record Served(String link, String version, String stage, String until) {}

    /**
     * @param note what stands beside the name where something is amiss
     */
    record Host(String name, @Nullable String note) {

        /** Whether nobody declared it. */
        boolean amiss() {
            return "not declared".equals(note);
        }
    }

    boolean filtered() {
        return !chosen.isEmpty();
    }

    /**
     * The saved views.
     *
     * @param current the one that is shown, or null
     */
    record ViewsView(
            List<Saved> saved,
            @Nullable Saved current,
            boolean everything,
            @Nullable String told,
            @Nullable String problem) {}

    /**
     * @param owner who shares it; null for one's own
     * @param mayDelete whether the reader may
     */
    record Saved(
            String id,
            String name,
            String link,
            boolean shared,
            boolean own,
            @Nullable String owner,
            boolean beginning,
            boolean mayDelete) {}
}
