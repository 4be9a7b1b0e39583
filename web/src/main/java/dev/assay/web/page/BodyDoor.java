package dev.assay.web.page;

import dev.assay.registry.identity.CurrentAccount;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.Locale;

/**
 * Lets bodies with files in from people who are signed in, to where files are handed in, and from
 * nobody else. Whoever looks for a form's token afterwards has the whole body written to disk.
 */
final class BodyDoor extends OncePerRequestFilter {

    static final String PATH = "/uploads";

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var type = request.getContentType();
        var hasFiles =
                type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
        if (hasFiles && !request.getRequestURI().equals(PATH)) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (hasFiles && CurrentAccount.signedIn().isEmpty()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }
}
