package dev.assay.registry.identity;

import dev.assay.inventory.account.TokenScope;
import dev.assay.registry.identity.token.TokenCaller;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import java.util.Objects;

/** A caller who showed a token: its owner's roles, as far as its scopes go. */
public final class TokenAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient SignedIn principal;
    private final transient TokenCaller caller;

    public TokenAuthentication(TokenCaller caller) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.principal = new SignedIn(caller.account(), "", caller.until(), false);
        this.caller = caller;
        setAuthenticated(true);
    }

    /** Whether its scopes go as far; what needs a person opens to no token. */
    public boolean opens(@Nullable TokenScope scope) {
        return scope != null && caller.scopes().contains(scope);
    }

    /** Whom the token speaks for, and how far. */
    public TokenCaller caller() {
        return caller;
    }

    @Override
    public SignedIn getPrincipal() {
        return principal;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenAuthentication token && caller.equals(token.caller);
    }

    @Override
    public int hashCode() {
        return Objects.hash(caller);
    }
}
