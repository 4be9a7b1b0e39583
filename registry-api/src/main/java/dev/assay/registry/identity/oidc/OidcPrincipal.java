package dev.assay.registry.identity.oidc;

import dev.assay.registry.identity.ExternallySignedIn;
import dev.assay.registry.identity.SignedIn;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Somebody who signed in at the provider. The ID token is kept for signing out there. */
record OidcPrincipal(SignedIn who, OidcIdToken token) implements OidcUser, ExternallySignedIn {

    @Override
    public String getName() {
        return who.getName();
    }

    @Override
    public OidcIdToken getIdToken() {
        return token;
    }

    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return null;
    }

    @Override
    public Map<String, Object> getClaims() {
        return token.getClaims();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return token.getClaims();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }
}
