package dev.assay.registry.identity.oidc;

/** The identity provider does not answer, or not with what it should. */
final class ProviderAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
