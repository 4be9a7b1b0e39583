package dev.assay.registry.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import java.util.ArrayList;
import java.util.List;

/**
 * The table that says who may call what. It is closed: what no row covers is refused. The first row
 * that fits a request decides, and a test compares the rows with the mapped endpoints.
 */
public final class RightsTable {

    private final List<Endpoint> rows;
    private final List<RequestMatcher> matchers;

    public RightsTable(List<Endpoint> rows) {
        this.rows = List.copyOf(rows);
        this.matchers = this.rows.stream().flatMap(row -> matchers(row).stream()).toList();
    }

    public List<Endpoint> rows() {
        return rows;
    }

    /** Whether any row covers a request, so that "there is no such page" can be told apart. */
    public boolean covers(HttpServletRequest request) {
        return matchers.stream().anyMatch(matcher -> matcher.matches(request));
    }

    /**
     * Whether somebody may call an endpoint by its pattern, for what does the same in another way.
     *
     * @throws IllegalArgumentException when no row is of this endpoint
     */
    public boolean admits(HttpMethod method, String pattern, Authentication who) {
        return rows.stream()
                .filter(row -> row.method() == method && row.pattern().equals(pattern))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no row is of " + method + " " + pattern))
                .admits(who);
    }

    /** Makes a filter chain enforce the table. */
    public void enforce(HttpSecurity chain) {
        chain.authorizeHttpRequests(
                requests -> {
                    // The page that shows an error was already refused or let through once.
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    for (var row : rows) {
                        requests.requestMatchers(matchers(row).toArray(RequestMatcher[]::new))
                                .access(
                                        (who, context) ->
                                                new AuthorizationDecision(row.admits(who.get())));
                    }
                    requests.anyRequest().denyAll();
                });
    }

    private static List<RequestMatcher> matchers(Endpoint row) {
        var matchers = new ArrayList<RequestMatcher>();
        matchers.add(PathPatternRequestMatcher.pathPattern(row.method(), row.pattern()));
        if (row.method() == HttpMethod.GET) {
            // Spring answers HEAD with what answers GET.
            matchers.add(PathPatternRequestMatcher.pathPattern(HttpMethod.HEAD, row.pattern()));
        }
        return matchers;
    }
}
