package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What people owe.
 *
 * @param mine the reader's own open tasks, first what is due first
 * @param others those of other people that the reader may see
 * @param done what ended last
 * @param told what just happened, or null
 * @param problem why something did not, or null
 * @param calendar the address of the reader's calendar, told this once, or null
 * @param hasCalendar whether there is one that works
 */
record TasksView(
        List<TaskRow> mine,
        List<TaskRow> others,
        List<TaskRow> done,
        List<CredentialRow> credentials,
        boolean mayAddCredentials,
        boolean mayReportLeaving,
        @Nullable String told,
        @Nullable String problem,
        @Nullable String calendar,
        boolean hasCalendar) {

    record CredentialRow(
            String id, String server, String kind, String place, String owner, String rotatedOn) {}

    boolean nothing() {
        return mine.isEmpty() && others.isEmpty() && done.isEmpty();
    }
}
