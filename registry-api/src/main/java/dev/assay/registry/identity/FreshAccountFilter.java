package dev.assay.registry.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;

/**
 * Reads the account of a session anew for each request, so that a role that was taken away, a
 * disabled account and a changed password count at once and not at the next sign-in.
 */
final class FreshAccountFilter extends OncePerRequestFilter {

    private final Accounts accounts;

    FreshAccountFilter(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn before) {
            // A new context: the session's own is shared with the requests that run beside this
            // one.
            var context = SecurityContextHolder.createEmptyContext();
            accounts.refreshed(before)
                    .map(now -> PasswordSignIn.authenticated(now, authentication.getDetails()))
                    .ifPresent(context::setAuthentication);
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
