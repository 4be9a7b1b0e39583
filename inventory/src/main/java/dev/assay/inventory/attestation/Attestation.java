package dev.assay.inventory.attestation;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One statement about an approval.
 *
 * @param predicateType what kind of statement it is
 * @param statement the in-toto statement, byte for byte, in ASCII
 * @param sha256 of the statement
 * @param signatures in the order they were added, the registry's first
 */
public record Attestation(
        Id id,
        Id releaseId,
        Id decisionId,
        String predicateType,
        String statement,
        Sha256 sha256,
        Instant issuedAt,
        List<Signed> signatures) {

    public Attestation {
        signatures = List.copyOf(signatures);
    }

    /**
     * A signature on it.
     *
     * @param accountId the approver whose it is; null for the registry's
     */
    public record Signed(
            String keyId, @Nullable Id accountId, byte[] signature, Instant signedAt) {}
}
