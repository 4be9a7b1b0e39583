package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A release as the gate knows it.
 *
 * @param reason one line for everybody: why it is in this state; empty where the state says it all
 * @param createdAt when it was first asked for here
 * @param held its whole closure where it was approved, empty otherwise
 * @param members the package URLs of its closure where it is not approved, empty otherwise
 * @param attestation the blob with what was signed of the approval it is served under; null where
 *     nothing was
 */
public record KnownRelease(
        Id id,
        Purl purl,
        ReleaseState state,
        String reason,
        @Nullable Stage stage,
        @Nullable Instant expiresAt,
        Instant createdAt,
        List<HeldPackage> held,
        List<Purl> members,
        @Nullable Sha256 attestation) {

    public KnownRelease {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(reason, "reason is null");
        held = List.copyOf(held);
        members = List.copyOf(members);
    }

    /** The state by the clock: an approval ends by itself. One without an end was never whole. */
    public ReleaseState stateAt(Instant now) {
        return state == ReleaseState.APPROVED && (expiresAt == null || !now.isBefore(expiresAt))
                ? ReleaseState.EXPIRED
                : state;
    }

    /** Whether a caller at this stage may have it now. */
    public boolean servedTo(Stage caller, Instant now) {
        return stateAt(now) == ReleaseState.APPROVED && stage != null && stage.covers(caller);
    }
}
