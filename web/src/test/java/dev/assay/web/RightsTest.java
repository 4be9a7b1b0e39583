package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.identity.Endpoint;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.token.TokenOutcome;
import dev.assay.registry.identity.token.Tokens;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every endpoint says who may call it, and everybody else is refused. */
@RunningAssay
class RightsTest {

    /** What filters and Boot answer, and no controller of ours. */
    private static final Set<String> WITHOUT_CONTROLLER =
            Set.of(
                    "GET /assets/**",
                    "GET /actuator/health",
                    "GET /actuator/health/liveness",
                    "GET /actuator/health/readiness",
                    "GET /actuator/health/decisions",
                    "GET /actuator/health/sandbox",
                    "GET /actuator/prometheus",
                    "POST /signin",
                    "GET /signin/with/provider",
                    "GET /signin/callback/provider",
                    "POST /signout");

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired List<RightsTable> tables;
    @Autowired Tokens tokens;
    @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void everyMappedEndpointHasARowAndEveryRowAnEndpoint() {
        var mapped = new TreeSet<String>();
        requestMappingHandlerMapping
                .getHandlerMethods()
                .forEach(
                        (mapping, method) -> {
                            for (var pattern : mapping.getPatternValues()) {
                                mapping.getMethodsCondition()
                                        .getMethods()
                                        .forEach(verb -> mapped.add(verb + " " + pattern));
                                if (mapping.getMethodsCondition().isEmpty()) {
                                    mapped.add("ANY " + pattern);
                                }
                            }
                        });
        // Reached by an error alone; asked for directly, it is refused like any unknown path.
        mapped.remove("ANY /error");

        var declared = new TreeSet<String>();
        rows().forEach(row -> declared.add(row.method() + " " + row.pattern()));
        declared.removeAll(WITHOUT_CONTROLLER);
        assertThat(declared)
                .as("the rights tables (PageRights, ApiRights) and the mapped endpoints")
                .isEqualTo(mapped);
    }

    @Test
    void everyEndpointAdmitsItsCallersAndNobodyElse() throws Exception {
        var people = new EnumMap<Role, Account>(Role.class);
        for (var role : Role.values()) {
            people.put(role, installation.account(role));
        }
        var wrong = new ArrayList<String>();
        for (var row : rows()) {
            if (row.pattern().equals("/signout")) {
                continue;
            }
            for (Map.Entry<Role, Account> person : people.entrySet()) {
                var admitted = row.callers().admits(Set.of(person.getKey()));
                var status = call(row, person.getValue());
                if (admitted == (status == 403)) {
                    wrong.add(row + " answers " + status + " to " + person.getKey());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyEndpointThatIsNotForAnyoneSendsStrangersToSignIn() throws Exception {
        var wrong = new ArrayList<String>();
        for (var row : rows()) {
            if (row.callers() instanceof Callers.Anyone) {
                continue;
            }
            var answer = mvc.perform(built(row).with(csrf())).andReturn().getResponse();
            var asked =
                    row.pattern().startsWith("/api/")
                                    || row.pattern().equals("/actuator/prometheus")
                            ? answer.getStatus() == 401
                            : answer.getStatus() == 302
                                    && String.valueOf(answer.getRedirectedUrl())
                                            .endsWith("/signin");
            if (!asked) {
                wrong.add(row + " answers " + answer.getStatus() + " to a stranger");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aTokenOpensWhatItsScopeAndItsOwnersRoleOpenTogetherAndNothingInPerson() throws Exception {
        var everything = installation.account("walker", EnumSet.allOf(Role.class));
        var wrong = new ArrayList<String>();
        for (var scope : TokenScope.values()) {
            walk(token(everything, EnumSet.of(scope)), everything, Set.of(scope), wrong);
        }
        for (var role : Role.values()) {
            var owner = installation.account(role);
            var scopes = EnumSet.allOf(TokenScope.class);
            walk(token(owner, scopes), owner, scopes, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    private void walk(String token, Account owner, Set<TokenScope> scopes, List<String> wrong)
            throws Exception {
        for (var row : rows()) {
            if (!row.pattern().startsWith("/api/") || row.callers() instanceof Callers.Anyone) {
                continue;
            }
            var admitted =
                    row.callers().admits(owner.roles())
                            && row.scope() != null
                            && scopes.contains(row.scope());
            var status =
                    mvc.perform(built(row).header("Authorization", "Bearer " + token))
                            .andReturn()
                            .getResponse()
                            .getStatus();
            if (admitted == (status == 403) || status == 401) {
                wrong.add(row + " answers " + status + " to " + scopes + " of " + owner.roles());
            }
        }
    }

    private String token(Account owner, Set<TokenScope> scopes) {
        var made = tokens.make(owner, owner.login(), "a walk", scopes, Stage.PRODUCTION, 1);
        return ((TokenOutcome.Made) made).secret();
    }

    @Test
    void noPageTakesATokenForASignIn() throws Exception {
        var token =
                token(installation.account(Role.ADMINISTRATOR), EnumSet.allOf(TokenScope.class));
        for (var path : List.of("/", "/accounts", "/account/tokens")) {
            var answer =
                    mvc.perform(
                                    request(HttpMethod.GET, path)
                                            .header("Authorization", "Bearer " + token))
                            .andReturn()
                            .getResponse();
            assertThat(answer.getStatus()).as(path).isEqualTo(302);
        }
    }

    @Test
    void everyPageThatChangesSomethingWantsItsFormsToken() throws Exception {
        var everything = installation.account("forger", EnumSet.allOf(Role.class));
        var wrong = new ArrayList<String>();
        for (var row : rows()) {
            // Neither takes a session, so that there is no form to be forged.
            if (row.pattern().startsWith("/api/")
                    || row.pattern().equals("/mcp")
                    || row.method() == HttpMethod.GET) {
                continue;
            }
            var status =
                    mvc.perform(built(row).with(installation.as(everything)))
                            .andReturn()
                            .getResponse()
                            .getStatus();
            if (status != 403) {
                wrong.add(row + " answers " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void administratorsDecideNothing() {
        assertThat(Callers.reviewers().admits(Set.of(Role.ADMINISTRATOR))).isFalse();
    }

    @Test
    void whatNoRowCoversDoesNotExist() throws Exception {
        var reader = installation.account(Role.AUDITOR);
        for (var path : List.of("/nothing", "/error", "/actuator/env", "/api/v2/releases")) {
            var answer =
                    mvc.perform(request(HttpMethod.GET, path).with(installation.as(reader)))
                            .andReturn()
                            .getResponse();
            assertThat(answer.getStatus()).as(path).isEqualTo(404);
        }
    }

    private int call(Endpoint row, Account account) throws Exception {
        return mvc.perform(built(row).with(csrf()).with(installation.as(account)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder built(
            Endpoint row) {
        var path =
                row.pattern()
                        .replace("{id}", "0".repeat(32))
                        .replace("{mark}", "0")
                        .replace("{kind}", "outbound-domain")
                        .replace("{index}", "0")
                        .replace("**", "assay.css")
                        .replaceAll("\\{\\w+}", "some");
        var built = request(row.method(), path);
        return row.pattern().startsWith("/api/") && row.method() != HttpMethod.GET
                ? built.contentType("application/json").content("{}")
                : built;
    }

    private List<Endpoint> rows() {
        return tables.stream().flatMap(table -> table.rows().stream()).toList();
    }
}
