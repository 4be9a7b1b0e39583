package dev.assay.registry.audit;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.CurrentAccount;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

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

    private static String readable(String query) {
        try {
            return URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return query;
        }
    }
}
