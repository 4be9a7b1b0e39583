package dev.assay.web.page;

import dev.assay.registry.identity.CurrentAccount;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lets bodies with files in to where files are handed in, from people who are signed in, and
 * nowhere else. Whoever only looks for a parameter has the whole of such a body written to disk.
 */
final class BodyDoor extends OncePerRequestFilter {

    private static final Pattern PATH = Pattern.compile("/uploads|/releases/[0-9a-f]{32}/bom");

    /** Before everything else: nothing but that page takes such bodies, whoever sends them. */
    static final class Elsewhere extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (hasFiles(request) && !PATH.matcher(request.getRequestURI()).matches()) {
                response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasFiles(request) && CurrentAccount.signedIn().isEmpty()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean hasFiles(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
