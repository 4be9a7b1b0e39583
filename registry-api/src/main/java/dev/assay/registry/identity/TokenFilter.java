package dev.assay.registry.identity;

import dev.assay.registry.identity.token.AuthorizationHeader;
import dev.assay.registry.identity.token.TokenCheck;
import dev.assay.registry.identity.token.TokenVerifier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;

/**
 * Takes a token from a bearer header or from the password of basic authentication. A token that
 * opens nothing is refused, also where nobody would have needed one. What is a password is left to
 * whoever checks those.
 */
public final class TokenFilter extends OncePerRequestFilter {

    private final TokenVerifier tokens;
    private final AuthenticationEntryPoint problems;

    public TokenFilter(TokenVerifier tokens, AuthenticationEntryPoint problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = AuthorizationHeader.parse(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (header.isEmpty() || !isToken(header.get())) {
            chain.doFilter(request, response);
            return;
        }
        switch (tokens.check(header.get().secret())) {
            case TokenCheck.Good(var caller) -> {
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new TokenAuthentication(caller));
                SecurityContextHolder.setContext(context);
                chain.doFilter(new Checked(request), response);
            }
            case TokenCheck.Bad(var why) ->
                    problems.commence(
                            request, response, new BadTokenException("The token " + why, false));
            case TokenCheck.Unsure(var why) ->
                    problems.commence(request, response, new BadTokenException(why, true));
        }
    }

    /** A request whose token has been checked: nobody after this takes it for a password. */
    private static final class Checked extends HttpServletRequestWrapper {

        Checked(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? null : super.getHeader(name);
        }
    }

    private boolean isToken(AuthorizationHeader header) {
        return header.bearer() || tokens.claims(header.secret());
    }
}
