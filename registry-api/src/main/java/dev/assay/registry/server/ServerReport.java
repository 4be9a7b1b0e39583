package dev.assay.registry.server;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.server.ServerListing;
import dev.assay.registry.vetting.Published;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Everything that is known of a server.
 *
 * @param current the release that speaks for it: the last approved, else the one added last
 * @param versions the last ones, newest first
 * @param leftOut how many older ones are not among them
 */
public record ServerReport(
        ServerListing listing, Version current, List<Version> versions, int leftOut) {

    public ServerReport {
        versions = List.copyOf(versions);
    }

    /**
     * One release of it.
     *
     * @param published what the registry says of its publication; null until it is resolved
     * @param publishing what was verified of it; null until it is fetched
     * @param hosts its destinations; null where nothing has looked for them
     * @param decisions oldest first
     * @param requests newest first
     * @param reviews newest first
     */
    public record Version(
            Release release,
            @Nullable Published published,
            @Nullable Publishing publishing,
            @Nullable List<FoundHosts.Host> hosts,
            List<Decision> decisions,
            List<AccessRequest> requests,
            List<Review> reviews) {

        public String version() {
            return release.purl().exactVersion();
        }
    }
}
