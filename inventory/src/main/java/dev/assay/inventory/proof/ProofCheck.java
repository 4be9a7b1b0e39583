package dev.assay.inventory.proof;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The last look at a release's proofs.
 *
 * @param base the digest of what was found out when it was vetted; a look at something else is past
 * @param checkedAt when it was looked last
 * @param changedAt when something else was found last than before
 * @param signatures what was found last; null where nobody could look yet
 * @param findings what held when it was vetted and holds no more, once two looks agree
 * @param suspected what the last look alone found
 * @param problem why nobody could look the last time; null where somebody could
 */
public record ProofCheck(
        Id releaseId,
        String base,
        Instant checkedAt,
        Instant changedAt,
        @Nullable Signatures signatures,
        List<Finding> findings,
        List<Finding> suspected,
        @Nullable String problem) {

    public ProofCheck {
        findings = List.copyOf(findings);
        suspected = List.copyOf(suspected);
    }
}
