package dev.assay.inventory.server;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Servers as tests want them. */
final class SomeServers {

    static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

    private SomeServers() {}

    /** A package that no other test names. */
    static Purl name() {
        return Purl.npm("@servers/" + Samples.name(), null);
    }

    static ServerListing approved(Purl purl, String owner, String host) {
        return of(purl, ReleaseState.APPROVED, Tier.HIGH, owner, host, null, 0);
    }

    static ServerListing of(
            Purl purl,
            ReleaseState state,
            @Nullable Tier tier,
            String owner,
            String host,
            @Nullable LocalDate review,
            int findings) {
        var release = Id.random();
        return new ServerListing(
                Servers.id(purl),
                purl.toString(),
                List.of(),
                purl.type(),
                purl.packageName(),
                state,
                state == ReleaseState.APPROVED
                        ? List.of(
                                new ServerListing.Served(release, "1.0.0", Stage.PRODUCTION, THEN))
                        : List.of(),
                new ServerListing.Newest(release, "1.0.0", state),
                1,
                tier,
                List.of(owner),
                List.of("personal"),
                List.of(new ServerListing.Destination(host, true, false)),
                true,
                review,
                null,
                0,
                findings,
                findings == 0 ? null : "high",
                0,
                false,
                THEN);
    }
}
