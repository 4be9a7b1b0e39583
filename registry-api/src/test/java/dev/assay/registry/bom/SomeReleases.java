package dev.assay.registry.bom;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.time.Duration;
import java.time.Instant;

/** Releases and waivers as they stand on record. */
final class SomeReleases {

    private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
    private static final Id SOME = new Id("0123456789abcdef0123456789abcdef");

    private SomeReleases() {}

    static Release of(Purl purl, ReleaseState state, Sha256 sha256, Integrity integrity) {
        return new Release(
                SOME, purl, state, "", null, null, null, sha256, integrity, null, null, AT, AT);
    }

    static Waiver waiver(String reason, String control, Instant at) {
        return new Waiver(
                SOME,
                SOME,
                Waiver.TargetKind.RULE,
                "no-grave-flaw",
                "No grave flaw is known",
                null,
                null,
                Waiver.State.GRANTED,
                SOME,
                reason,
                control,
                30,
                at,
                SOME,
                "",
                at,
                at.plus(Duration.ofDays(30)));
    }
}
