package dev.assay.registry.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the account of a session anew for each request, so that a role that was taken away, a
 * disabled account and a changed password count at once and not at the next sign-in. A session that
 * has grown too old, or that its owner ended from elsewhere, ends here.
 */
final class FreshAccountFilter extends OncePerRequestFilter {

    private final Accounts accounts;
    private final OwnSessions sessions;

    FreshAccountFilter(Accounts accounts, OwnSessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var before = who(authentication);
        if (authentication != null && before.isPresent()) {
            // A new context: the session's own is shared with the requests that run beside this
            // one.
            var context = SecurityContextHolder.createEmptyContext();
            var now =
                    accounts.refreshed(before.get()).filter(signedIn -> isOpen(request, signedIn));
            var details = authentication.getDetails();
            now.map(who -> PasswordSignIn.authenticated(who, details))
                    .ifPresent(context::setAuthentication);
            SecurityContextHolder.setContext(context);
            var session = request.getSession(false);
            if (now.isEmpty() && session != null) {
                session.invalidate();
            }
        }
        chain.doFilter(request, response);
    }

    private static Optional<SignedIn> who(@Nullable Authentication found) {
        return found == null
                ? Optional.empty()
                : switch (found.getPrincipal()) {
                    case SignedIn who -> Optional.of(who);
                    case ExternallySignedIn external -> Optional.of(external.who());
                    case null, default -> Optional.empty();
                };
    }

    private boolean isOpen(HttpServletRequest request, SignedIn who) {
        var session = request.getSession(false);
        return session == null || sessions.seen(request, session, who);
    }
}
