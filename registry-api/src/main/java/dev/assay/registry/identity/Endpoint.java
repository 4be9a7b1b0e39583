package dev.assay.registry.identity;

import dev.assay.inventory.account.TokenScope;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;

import java.util.Objects;
import java.util.Set;

/**
 * One row of the table that says who may call what.
 *
 * @param pattern the path pattern, exactly as the controller maps it
 * @param scope what a token needs to call it, beside its owner's roles; null for what no token may
 */
public record Endpoint(
        HttpMethod method, String pattern, Callers callers, @Nullable TokenScope scope) {

    /** All that somebody can call whose password was handed to them. */
    private static final Set<String> WHILE_PASSWORD_IS_DUE =
            Set.of("/account", "/account/password", "/api/v1/me", "/api/v1/me/password");

    public Endpoint {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(pattern, "pattern is null");
        Objects.requireNonNull(callers, "callers is null");
    }

    /** A page, which no token may call; or an endpoint of the API with the scope of its method. */
    public Endpoint(HttpMethod method, String pattern, Callers callers) {
        this(method, pattern, callers, usualScope(method, pattern));
    }

    /** The same for people alone: what a stolen token must not do. */
    public Endpoint inPerson() {
        return new Endpoint(method, pattern, callers, null);
    }

    private static @Nullable TokenScope usualScope(HttpMethod method, String pattern) {
        if (!pattern.startsWith("/api/")) {
            return null;
        }
        return method == HttpMethod.GET ? TokenScope.API_READ : TokenScope.API_WRITE;
    }

    boolean admits(Authentication who) {
        if (callers instanceof Callers.Anyone) {
            return true;
        }
        if (!(who.getPrincipal() instanceof SignedIn signedIn)) {
            return false;
        }
        if (signedIn.passwordChangeDue() && !WHILE_PASSWORD_IS_DUE.contains(pattern)) {
            return false;
        }
        if (who instanceof TokenAuthentication token && !token.opens(scope)) {
            return false;
        }
        return callers.admits(signedIn.account().roles());
    }
}
