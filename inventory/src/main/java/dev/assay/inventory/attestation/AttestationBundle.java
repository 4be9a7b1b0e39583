package dev.assay.inventory.attestation;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import java.time.Instant;

/**
 * The attestations of a release's newest approval, as one file.
 *
 * @param stage what the approval is for
 * @param expiresAt when it ends
 * @param sha256 of the file
 */
public record AttestationBundle(
        Id releaseId, Id decisionId, Stage stage, Instant expiresAt, Sha256 sha256) {

    /**
     * Whether the approval that it tells of is what the release is served under. A suspended or
     * revoked one is not; one that was let through in an emergency is served under something else.
     */
    public boolean holdsFor(Release release) {
        return release.id().equals(releaseId)
                && release.state() == ReleaseState.APPROVED
                && release.stage() == stage
                && expiresAt.equals(release.expiresAt());
    }
}
