package dev.assay.registry.identity;

import dev.assay.inventory.account.Account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
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

    private static final Logger LOG = LoggerFactory.getLogger(PasswordSignIn.class);

    private final Accounts accounts;
    private final SignInThrottle throttle;
    private final ApplicationEventPublisher events;

    PasswordSignIn(Accounts accounts, SignInThrottle throttle, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.events = events;
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
            LOG.warn("A sign-in as {} from {} was not even tried.", named(login), address);
            tell(login, address, "not even tried, after too many failures");
            throw new TooManyTriesException(wait.get());
        }
        var found = accounts.verify(login, password);
        if (found.isEmpty()) {
            throttle.failed(login, address);
            LOG.warn("A sign-in as {} from {} failed.", named(login), address);
            tell(login, address, "with a wrong password");
            throw new BadCredentialsException("unknown login or wrong password");
        }
        throttle.succeeded(login, address);
        return authenticated(found.get(), attempt.getDetails());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }

    private void tell(String login, String address, String how) {
        events.publishEvent(new SignInFailed(Logins.isOne(login) ? login : "", address, how));
    }

    /** As it may stand in a log: what is no login may be a password in the wrong field. */
    private static String named(String login) {
        return Logins.isOne(login) ? "'" + login + "'" : "what is no login";
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
