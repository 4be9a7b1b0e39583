package dev.assay.inventory.policy;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import java.time.Instant;

/**
 * What a policy says of a release, in short.
 *
 * @param snapshot what was judged
 * @param policy the digest of the policy
 * @param unmet how many requirements do not hold
 */
public record StoredJudgement(
        Id release, Sha256 snapshot, Sha256 policy, Verdict verdict, int unmet, Instant judgedAt) {

    /** Whether this policy would let nobody approve it. */
    public boolean stands() {
        return verdict != Verdict.BLOCK && unmet == 0;
    }
}
