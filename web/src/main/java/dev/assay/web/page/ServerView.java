package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A server.
 *
 * @param versions newest first, at most so many as are told of
 * @param older how many more there are
 * @param looked whether vetting has looked for destinations
 */
record ServerView(
        String id,
        String name,
        String purl,
        String state,
        String stateClass,
        List<InventoryView.Badge> marks,
        String summary,
        ShippedView shipped,
        TimelineView timeline,
        List<Version> versions,
        int older,
        String current,
        boolean looked,
        List<Destination> destinations,
        ClosureView closure,
        Fetched fetched,
        List<Event> events,
        List<Served> served,
        List<Owner> owners,
        Watched watched,
        List<TaskRow> tasks,
        List<Exception> exceptions,
        List<Secret> credentials,
        List<Choice> choices,
        List<Assessed> assessments) {

    /**
     * @param provenance what is known of how it was published
     * @param changes what differs from the version before
     * @param compare the address of its delta to the version before; null for the first
     */
    record Version(
            String link,
            String version,
            String state,
            String stateClass,
            Instant asked,
            String publisher,
            String provenance,
            String hosts,
            List<VersionChanges.Change> changes,
            List<String> decisions,
            @Nullable String compare,
            @Nullable String compared) {}

    /**
     * A host on the three columns. Each cell says something, also where nothing is known.
     *
     * @param amiss whether it is found and nobody declared it
     */
    record Destination(
            String host, String declared, String found, String observed, boolean amiss) {}

    /** Who fetched it. */
    record Fetched(List<Fetch> counts, List<Seen> sightings) {

        boolean nothing() {
            return counts.isEmpty() && sightings.isEmpty();
        }
    }

    record Fetch(
            String who, String stage, String version, long served, long refused, String lastDay) {}

    record Seen(String version, long times, Instant last, String link) {}

    record Event(Instant at, String words, String why, String link) {}

    record Served(String link, String version, String stage, String until, String command) {}

    record Owner(String owner, String asked) {}

    /**
     * @param words how its upstream is looked at
     * @param problem what was wrong the last time, or null
     */
    record Watched(
            String words,
            @Nullable Instant last,
            @Nullable Instant next,
            @Nullable String problem) {}

    record Exception(String css, String kind, String words, String until) {}

    record Secret(String kind, String place, String rotated) {}

    record Choice(String purl, String version) {}

    /**
     * @param changes how many things have changed since its records were pinned
     */
    record Assessed(String link, String title, String pinned, int changes) {}
}
