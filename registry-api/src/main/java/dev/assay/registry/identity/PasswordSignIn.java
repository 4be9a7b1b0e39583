package dev.assay.registry.identity;

import dev.assay.inventory.account.Account;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

import java.util.Set;
import java.util.stream.Collectors;

/** Checks a login and a password, for the sign-in form and for basic authentication alike. */
final class PasswordSignIn implements AuthenticationProvider {

    private final Accounts accounts;
    private final SignInThrottle throttle;

    PasswordSignIn(Accounts accounts, SignInThrottle throttle) {
        this.accounts = accounts;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var login = Logins.normal(attempt.getName());
        var password = attempt.getCredentials() == null ? "" : attempt.getCredentials().toString();
        var address =
                attempt.getDetails() instanceof WebAuthenticationDetails details
                        ? details.getRemoteAddress()
                        : "unknown";
        var wait = throttle.waitFor(login, address);
        if (wait.isPresent()) {
            throw new TooManyTriesException(wait.get());
        }
        var found = accounts.verify(login, password);
        if (found.isEmpty()) {
            throttle.failed(login, address);
            throw new BadCredentialsException("unknown login or wrong password");
        }
        throttle.succeeded(login, address);
        return authenticated(found.get(), attempt.getDetails());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }

    static Authentication authenticated(
            SignedIn who, @org.jspecify.annotations.Nullable Object details) {
        var token =
                UsernamePasswordAuthenticationToken.authenticated(
                        who, null, authorities(who.account()));
        token.setDetails(details);
        return token;
    }

    private static Set<GrantedAuthority> authorities(Account account) {
        return account.roles().stream()
                .map(role -> new SimpleGrantedAuthority(role.name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
