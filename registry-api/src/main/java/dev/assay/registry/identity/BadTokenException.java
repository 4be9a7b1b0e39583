package dev.assay.registry.identity;

import org.springframework.security.core.AuthenticationException;

/** Somebody showed a token that opens nothing. The message says why. */
public final class BadTokenException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final boolean fault;

    BadTokenException(String message, boolean fault) {
        super(message);
        this.fault = fault;
    }

    /** Whether it could not be checked, which is no fault of the caller's. */
    public boolean isFault() {
        return fault;
    }
}
