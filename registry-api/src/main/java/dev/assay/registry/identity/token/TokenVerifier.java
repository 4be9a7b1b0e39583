package dev.assay.registry.identity.token;

import java.util.Optional;

/** Says whom a token speaks for, whoever issued it. Called by many threads at once. */
public final class TokenVerifier {

    private final TokenBook book;

    public TokenVerifier(TokenBook book) {
        this.book = book;
    }

    /** Whether a text is to be taken for a token at all, and not for a password. */
    public boolean claims(String secret) {
        return TokenText.claims(secret);
    }

    /**
     * Checks a token from memory alone.
     *
     * @return empty where keys have to be fetched or a signature has to be verified
     */
    public Optional<TokenCheck> atOnce(String token) {
        return Optional.of(book.check(token));
    }

    /** Checks a token, whatever it takes. */
    public TokenCheck check(String token) {
        return book.check(token);
    }
}
