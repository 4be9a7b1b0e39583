package dev.assay.inventory.review;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A team's wish to run a release.
 *
 * @param purpose what for, in the team's words
 * @param owner the team or person who answers for it
 * @param domains the hosts the team declares the server talks to, lower case; {@code *.host} covers
 *     its sub-domains
 */
public record AccessRequest(
        Id id,
        Id releaseId,
        Id requesterId,
        String purpose,
        String owner,
        List<String> domains,
        Stage stage,
        Answers answers,
        @Nullable Id reviewId,
        Instant createdAt,
        @Nullable Instant withdrawnAt) {

    public AccessRequest {
        domains = List.copyOf(domains);
    }
}
