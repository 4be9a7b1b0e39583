package dev.assay.registry.identity.oidc;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

import java.util.Optional;

/** Why somebody could not sign in at the provider, as the sign-in page tells them. */
public enum Refusal {
    AWAY(
            "does not answer now. If you have a password here, sign in with it; else try again in"
                    + " some minutes."),
    NO_ROLE(
            "lists you in no group that has a role here. Ask whoever keeps the groups, or an"
                    + " administrator which ones there are."),
    DISABLED("knows you, but your account here is disabled. Ask an administrator."),
    LOGIN_TAKEN(
            "calls you by a login that somebody else has here. An administrator has to rename one"
                    + " of you."),
    REFUSED(
            "sent you back with an answer that cannot be trusted, so you are not signed in. Try"
                    + " once more; if it stays, tell whoever runs this Assay, with the time.");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    /** What follows the provider's name. */
    public String sentence() {
        return sentence;
    }

    /** How it stands in an address. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The refusal of a word, empty where there is none. */
    public static Optional<Refusal> of(String word) {
        for (var refusal : values()) {
            if (refusal.word().equals(word)) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    static Refusal of(AuthenticationException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProviderAwayException
                    || cause instanceof java.io.IOException
                    || cause instanceof com.nimbusds.jose.KeySourceException) {
                return AWAY;
            }
        }
        return exception instanceof OAuth2AuthenticationException known
                ? of(known.getError().getErrorCode()).orElse(REFUSED)
                : REFUSED;
    }
}
