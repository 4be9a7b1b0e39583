package dev.assay.web.page;

import dev.assay.inventory.fetch.Incident;

import java.time.Instant;
import java.util.List;

/**
 * What is waiting.
 *
 * @param reviews open ones, oldest first
 * @param vetting what is being looked at by the machine
 * @param failed what the machine could not look at
 * @param sightings what was refused and nobody asked for
 */
record HomeView(
        List<OpenReview> reviews,
        List<Vetting> vetting,
        List<Failed> failed,
        List<Seen> sightings,
        List<Incident> incidents,
        boolean mayVetAgain) {

    /**
     * @param worst the most severe finding, or what the verdict says instead
     * @param mine whether the reader asked for it, and so cannot approve it
     */
    record OpenReview(
            String link,
            String name,
            String version,
            String verdict,
            String worst,
            String asked,
            Instant since,
            boolean mine) {}

    record Vetting(String link, String name, String version, String stage, Instant since) {}

    record Failed(String link, String name, String version, String reason, Instant since) {}

    record Seen(String purl, String id, String name, String version, long times, Instant last) {}

    boolean nothing() {
        return reviews.isEmpty()
                && vetting.isEmpty()
                && failed.isEmpty()
                && sightings.isEmpty()
                && incidents.isEmpty();
    }
}
