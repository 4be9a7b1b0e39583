package dev.assay.registry.audit;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.CurrentAccount;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records who reads the pages that tell about people and about the installation, before they are
 * shown: whoever cannot be recorded reads nothing. The same read is recorded once in ten minutes.
 */
final class SensitiveReads implements HandlerInterceptor {

    static final String[] PLACES = {
        "/audit",
        "/accounts/**",
        "/administration/**",
        "/notices",
        "/dpias/*",
        "/api/v1/audit",
        "/api/v1/accounts",
        "/api/v1/dpias/*",
        "/api/v1/releases/*/fetches",
        "/api/v1/administration/**"
    };

    /** What stands before a login in an address. */
    private static final Set<String> NAMING = Set.of("actor=", "subject=");

    private final AuditTrail trail;
    private final OncePerWhile often;

    SensitiveReads(AuditTrail trail, OncePerWhile often) {
        this.trail = trail;
        this.often = often;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        var who = CurrentAccount.signedIn().orElse(null);
        if (who == null || !request.getMethod().equals("GET")) {
            return true;
        }
        var query = request.getQueryString();
        var detail = query == null ? "" : "with " + readable(query);
        if (often.first(who.login() + " " + request.getRequestURI() + " " + detail)) {
            trail.append(who.login(), "page.read", request.getRequestURI(), detail);
        }
        return true;
    }

    /** As it was asked, with the logins in it marked as such. */
    private static String readable(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(
                        part -> {
                            var at = part.indexOf('=');
                            var name = decoded(part.substring(0, at + 1));
                            var value = decoded(part.substring(at + 1));
                            return name
                                    + (NAMING.contains(name) ? AuditQuery.marked(value) : value);
                        })
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
