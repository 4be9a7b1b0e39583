package dev.assay.registry.identity.token;

import dev.assay.registry.identity.workload.WorkloadVerifier;

import java.util.Optional;

/** Says whom a token speaks for, whoever issued it. Called by many threads at once. */
public final class TokenVerifier {

    private static final TokenCheck FOREIGN = new TokenCheck.Bad("is none of Assay's");

    private final TokenBook book;
    private final WorkloadVerifier workloads;

    public TokenVerifier(TokenBook book, WorkloadVerifier workloads) {
        this.book = book;
        this.workloads = workloads;
    }

    /** Whether a text is to be taken for a token at all, and not for a password. */
    public boolean claims(String secret) {
        return TokenText.claims(secret) || workloads.claims(secret);
    }

    /**
     * Checks a token from memory alone.
     *
     * @return empty where keys have to be fetched or a signature has to be verified
     */
    public Optional<TokenCheck> atOnce(String token) {
        if (TokenText.claims(token)) {
            return Optional.of(book.check(token));
        }
        return workloads.claims(token) ? workloads.known(token) : Optional.of(FOREIGN);
    }

    /** Checks a token, whatever it takes. */
    public TokenCheck check(String token) {
        if (TokenText.claims(token)) {
            return book.check(token);
        }
        return workloads.claims(token) ? workloads.check(token) : FOREIGN;
    }
}
