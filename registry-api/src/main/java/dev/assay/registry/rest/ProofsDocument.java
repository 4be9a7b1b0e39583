package dev.assay.registry.rest;

import dev.assay.inventory.proof.ProofCheck;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.BuildClaims;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Who published a release, and what proves it.
 *
 * @param publisher the account, by the registry's word; null where it names none
 * @param registry the registry's signature, as it was when the release was vetted
 * @param own what its makers signed, one of each kind that its ecosystem knows
 * @param again the last look since; null where there was none
 */
record ProofsDocument(
        @Nullable String publisher,
        @Nullable String trustedPublisher,
        List<String> maintainers,
        ProofDocument registry,
        ProofDocument publication,
        ProofDocument provenance,
        List<OwnDocument> own,
        @Nullable AgainDocument again) {

    /**
     * @param kind what it is called, for example {@code PGP signature}
     */
    record OwnDocument(String kind, ProofDocument proof) {}

    /**
     * @param state verified, invalid, absent, not offered, or could not check
     * @param reason why; empty where it is verified
     * @param key of what a key proves
     * @param build of what a build proves
     */
    record ProofDocument(
            String state, String reason, @Nullable KeyDocument key, @Nullable BuildClaims build) {}

    record KeyDocument(String keyId, String trust) {}

    /**
     * @param lost what held when it was vetted and holds no more, one sentence each
     * @param problem why nobody could look the last time; null where somebody could
     */
    record AgainDocument(Instant checkedAt, List<String> lost, @Nullable String problem) {}

    static ProofsDocument of(Publishing publishing, @Nullable ProofCheck again) {
        var own = publishing.history().find(publishing.version()).orElse(null);
        var signatures = publishing.signatures();
        return new ProofsDocument(
                own == null ? null : own.account(),
                own == null ? null : own.trustedPublisher(),
                own == null ? List.of() : own.maintainers(),
                key(signatures.registry()),
                key(signatures.publication()),
                new ProofDocument(
                        signatures.provenance().state(),
                        signatures.provenance().reason(),
                        null,
                        signatures.provenance().claimed().orElse(null)),
                signatures.own().stream()
                        .map(each -> new OwnDocument(each.kind().words(), key(each.outcome())))
                        .toList(),
                again == null
                        ? null
                        : new AgainDocument(
                                again.checkedAt(),
                                again.findings().stream().map(each -> each.title()).toList(),
                                again.problem()));
    }

    private static ProofDocument key(Outcome<KeyClaims> outcome) {
        return new ProofDocument(
                outcome.state(),
                outcome.reason(),
                outcome.claimed()
                        .map(each -> new KeyDocument(each.keyId(), each.trust().words()))
                        .orElse(null),
                outcome.claimed().map(KeyClaims::build).orElse(null));
    }
}
