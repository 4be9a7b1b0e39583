package dev.assay.registry.audit;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.CurrentAccount;
import dev.assay.registry.identity.Endpoint;
import dev.assay.registry.identity.RightsTable;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records who reads what is not for everybody, before it is shown: whoever cannot be recorded reads
 * nothing. The same read is recorded once in ten minutes.
 *
 * <p>Not for everybody is what those who only ask for servers may not read: the audit trail,
 * accounts and administration, assessments, drills, who fetched what, exports. So a new page is
 * among them by the row that says who may call it.
 */
final class SensitiveReads implements HandlerInterceptor {

    /** What stands before a login in an address. */
    private static final Set<String> NAMING = Set.of("actor=", "subject=");

    private final AuditTrail trail;
    private final OncePerWhile often;
    private final Supplier<Set<String>> patterns;

    SensitiveReads(AuditTrail trail, OncePerWhile often, ObjectProvider<RightsTable> rights) {
        this.trail = trail;
        this.often = often;
        // The tables are made after whoever shows pages.
        this.patterns = SingletonSupplier.of(() -> patterns(rights.stream()));
    }

    private static Set<String> patterns(Stream<RightsTable> tables) {
        return tables.flatMap(table -> table.rows().stream())
                .filter(row -> row.method() == HttpMethod.GET)
                .filter(row -> !row.callers().admits(Set.of(Role.REQUESTER)))
                .map(Endpoint::pattern)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        var who = CurrentAccount.signedIn().orElse(null);
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (who == null
                || pattern == null
                || !request.getMethod().equals("GET")
                || !patterns.get().contains(pattern.toString())) {
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
