package dev.assay.web.page;

import dev.assay.scanners.publisher.Publication;
import dev.assay.scanners.signature.BuildClaims;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.Outcome;

import org.jspecify.annotations.Nullable;

/** What came of verifying a signature or an attestation, in words. */
final class ProofWords {

    private ProofWords() {}

    static String key(Outcome<KeyClaims> outcome) {
        return outcome.claimed()
                .map(
                        claims ->
                                "verified: key "
                                        + claims.keyId()
                                        + " ("
                                        + claims.trust().words()
                                        + ")"
                                        + (claims.at() == null
                                                ? ""
                                                : ", " + Words.minute(claims.at())))
                .orElseGet(() -> other(outcome));
    }

    static String build(Outcome<BuildClaims> outcome) {
        return outcome.claimed()
                .map(
                        claims ->
                                "verified: built from "
                                        + claims.repository()
                                        + (claims.repositoryId().isEmpty()
                                                ? ""
                                                : " (number " + claims.repositoryId() + ")")
                                        + " at "
                                        + claims.commit()
                                        + (claims.ref().isEmpty() ? "" : ", " + claims.ref())
                                        + ", vouched for by "
                                        + claims.issuer()
                                        + (claims.runner().isEmpty()
                                                ? ""
                                                : ", on " + claims.runner())
                                        + ", "
                                        + Words.minute(claims.at()))
                .orElseGet(() -> other(outcome));
    }

    /** In so few words that it fits a table. */
    static String brief(Outcome<BuildClaims> outcome) {
        return outcome.claimed()
                .map(claims -> "verified: " + claims.repository())
                .orElseGet(() -> outcome.state());
    }

    /** By the registry's claim alone. */
    static String publisher(@Nullable Publication publication, @Nullable String account) {
        if (publication != null && publication.trustedPublisher() != null) {
            return "the trusted publisher "
                    + publication.trustedPublisher()
                    + ", without a token, by the registry's word";
        }
        return account == null
                ? "not known: the registry names none"
                : account + ", by the registry's word";
    }

    private static String other(Outcome<?> outcome) {
        return outcome.state() + ": " + outcome.reason();
    }
}
