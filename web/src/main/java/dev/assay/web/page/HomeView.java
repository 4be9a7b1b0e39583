package dev.assay.web.page;

import dev.assay.inventory.fetch.Incident;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What is waiting.
 *
 * @param glass what was let through and nobody has looked at since
 * @param forMe what the reader can do something about
 * @param requests what the reader asked for and is not done
 * @param counts how many of all the reader asked for are in which state, in one line
 * @param reviews open ones, oldest first
 * @param vetting what is being looked at by the machine
 * @param failed what the machine could not look at
 * @param sightings what was refused and nobody asked for
 */
record HomeView(
        @Nullable String told,
        List<Glass> glass,
        List<Mine> forMe,
        List<Mine> requests,
        String counts,
        List<OpenReview> reviews,
        List<Vetting> vetting,
        List<Failed> failed,
        List<Seen> sightings,
        List<Incident> incidents,
        boolean mayVetAgain) {

    /**
     * @param worst the most severe finding, or what the verdict says instead
     * @param needed whose vote is missing
     * @param forMe whether the reader's is
     */
    record OpenReview(
            String link,
            String name,
            String version,
            String verdict,
            String worst,
            String asked,
            Instant since,
            String tier,
            String needed,
            boolean forMe) {}

    /** Something with a state, and what it means for the reader. */
    record Mine(
            String link,
            String name,
            String version,
            String what,
            String state,
            String css,
            Instant since) {}

    record Glass(
            String link,
            String name,
            String version,
            String who,
            String stage,
            String reason,
            Instant until,
            boolean overdue) {}

    record Vetting(String link, String name, String version, String stage, Instant since) {}

    record Failed(String link, String name, String version, String reason, Instant since) {}

    record Seen(String purl, String id, String name, String version, long times, Instant last) {}

    boolean nothing() {
        return forMe.isEmpty()
                && requests.isEmpty()
                && glass.isEmpty()
                && reviews.isEmpty()
                && vetting.isEmpty()
                && failed.isEmpty()
                && sightings.isEmpty()
                && incidents.isEmpty();
    }
}
