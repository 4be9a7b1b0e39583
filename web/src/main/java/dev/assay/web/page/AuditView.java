package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The audit trail as one page shows it.
 *
 * @param form what was asked for, by the name of its field
 * @param problems why a field was not understood, by its name
 * @param days what was found, newest first; empty where a field was not understood
 * @param matches how many there are in all
 * @param newest the address of the newest of what was found, where others stand before these
 * @param csv the address of the same as CSV
 * @param chain how the chain stands
 * @param checkpoint what was signed last, or null before the first
 * @param told what just happened, or null
 */
record AuditView(
        Map<String, String> form,
        Map<String, String> problems,
        List<String> actions,
        List<Day> days,
        long matches,
        @Nullable String older,
        @Nullable String newer,
        @Nullable String newest,
        String csv,
        String jsonLines,
        String ocsf,
        String cef,
        Chain chain,
        @Nullable Checkpoint checkpoint,
        @Nullable String told) {

    record Day(String name, List<Row> rows) {}

    /**
     * @param time of the day, by UTC
     * @param outcome the class of its badge
     * @param link the page of what it was done to, or null
     * @param same the address of all that was done to the same
     */
    record Row(
            long sequence,
            Instant at,
            String time,
            String actor,
            String byActor,
            String action,
            String byAction,
            String outcome,
            String subject,
            @Nullable String link,
            String same,
            String detail,
            String previous,
            String hash) {}

    /**
     * @param head the last event's hash, or null where the chain is broken
     * @param brokenAt the address of the first event that is not what was written, or null
     */
    record Chain(
            Instant at,
            boolean whole,
            String entries,
            @Nullable String head,
            @Nullable String why,
            long brokenAt) {}

    /**
     * @param events how many are in it
     * @param root of their tree, in Base64
     * @param log what the checkpoint calls the trail
     * @param key the id of the key that it is signed with, or null where that is none of ours
     * @param since how many came after it, or null for none
     * @param file what to call it outside
     */
    record Checkpoint(
            Instant at,
            String events,
            String root,
            String log,
            @Nullable String key,
            @Nullable String since,
            String file) {}

    String value(String field) {
        return form.getOrDefault(field, "");
    }

    @Nullable String problem(String field) {
        return problems.get(field);
    }

    /** The value of {@code aria-invalid}. */
    @Nullable String invalid(String field) {
        return problems.containsKey(field) ? "true" : null;
    }

    /** The value of {@code aria-describedby}. */
    @Nullable String told(String field) {
        return problems.containsKey(field) ? field + "-problem" : null;
    }

    boolean filtered() {
        return !form.isEmpty();
    }
}
