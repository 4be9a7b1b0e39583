package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What a token opens at the REST API, and what it never does. */
@RunningAssay
class TokenApiTest {

    private record Made(String id, String secret) {}

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired AuditTrail audit;

    @Test
    void aTokenIsMadeWithAPasswordShownOnceAndListedWithoutItsSecret() throws Exception {
        var owner = installation.account(Role.AUDITOR);
        var made = make(owner, "api:read");

        var listed = call(get("/api/v1/tokens"), made.secret());

        assertThat(listed.getStatus()).isEqualTo(200);
        assertThat(listed.getContentAsString())
                .contains(made.id(), "\"a script\"")
                .doesNotContain(made.secret());
        assertThat(audit.of("token " + made.id()))
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isEqualTo(owner.login()))
                .satisfies(event -> assertThat(event.detail()).doesNotContain(made.secret()));
    }

    @Test
    void aTokenIsTakenAsBearerAndAsThePasswordOfBasicAuthentication() throws Exception {
        var owner = installation.account(Role.AUDITOR);
        var made = make(owner, "api:read");

        var basic =
                mvc.perform(get("/api/v1/me").with(httpBasic("anything", made.secret())))
                        .andReturn()
                        .getResponse();

        assertThat(basic.getStatus()).isEqualTo(200);
        assertThat(basic.getContentAsString()).contains(owner.login());
        assertThat(call(get("/api/v1/me"), made.secret()).getStatus()).isEqualTo(200);
    }

    @Test
    void aScopeThatIsMissingAndARoleThatIsMissingAreBothInTheWay() throws Exception {
        var auditor = installation.account(Role.AUDITOR);
        var requester = installation.account(Role.REQUESTER);
        var reading = make(requester, "api:read").secret();
        var gate = make(requester, "gate:read").secret();
        var writing = make(requester, "api:write").secret();
        var roleless = make(auditor, "api:write").secret();

        assertThat(call(get("/api/v1/releases"), gate).getStatus()).isEqualTo(403);
        assertThat(call(get("/api/v1/releases"), writing).getStatus()).isEqualTo(403);
        assertThat(call(request(), reading).getStatus()).isEqualTo(403);
        assertThat(call(request(), roleless).getStatus()).isEqualTo(403);
        assertThat(call(request(), writing).getStatus()).as("a bad form").isEqualTo(422);
    }

    @Test
    void noTokenMakesTokensOrAccountsOrDecides() throws Exception {
        var everything = installation.account(Role.ADMINISTRATOR, Role.SECURITY, Role.SYSTEM_OWNER);
        var token = make(everything, "api:read", "api:write", "gate:read").secret();
        for (var path :
                new String[] {
                    "/api/v1/tokens",
                    "/api/v1/accounts",
                    "/api/v1/releases/" + "0".repeat(32) + "/decisions"
                }) {
            var answer = call(post(path).contentType("application/json").content("{}"), token);
            assertThat(answer.getStatus()).as(path).isEqualTo(403);
        }
    }

    @Test
    void aRevokedTokenIsRefusedWithAReasonAndNeverTakenForNobody() throws Exception {
        var owner = installation.account(Role.AUDITOR);
        var made = make(owner, "api:read");

        var revoked =
                mvc.perform(
                                delete("/api/v1/tokens/" + made.id())
                                        .with(httpBasic(owner.login(), Installation.PASSWORD)))
                        .andReturn()
                        .getResponse();
        assertThat(revoked.getStatus()).isEqualTo(204);

        for (var path : new String[] {"/api/v1/me", "/openapi.json"}) {
            var answer = call(get(path), made.secret());
            assertThat(answer.getStatus()).as(path).isEqualTo(401);
            assertThat(answer.getContentAsString()).as(path).contains("was revoked on");
        }
    }

    @Test
    void somebodyElsesTokenIsNotThereToBeRevoked() throws Exception {
        var made = make(installation.account(Role.AUDITOR), "api:read");
        var other = installation.account(Role.SECURITY);

        var answer =
                mvc.perform(
                                delete("/api/v1/tokens/" + made.id())
                                        .with(httpBasic(other.login(), Installation.PASSWORD)))
                        .andReturn()
                        .getResponse();

        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(call(get("/api/v1/me"), made.secret()).getStatus()).isEqualTo(200);
    }

    @Test
    void administratorsMakeTokensForMachinesAndForNoOtherPerson() throws Exception {
        var root = installation.account(Role.ADMINISTRATOR);
        var machine = installation.account(Role.CI);
        var person = installation.account(Role.SECURITY);

        assertThat(makeFor(root, machine.login()).getStatus()).isEqualTo(201);
        assertThat(makeFor(root, person.login()).getStatus()).isEqualTo(422);
        assertThat(makeFor(person, machine.login()).getStatus()).isEqualTo(422);
    }

    @Test
    void aTokenExpiresAndNoWishMakesItLastForLonger() throws Exception {
        var owner = installation.account(Role.AUDITOR);
        for (var days : new String[] {"0", "-1", "366", "null"}) {
            var answer =
                    mvc.perform(
                                    make("\"gate:read\"", days, owner.login())
                                            .with(httpBasic(owner.login(), Installation.PASSWORD)))
                            .andReturn()
                            .getResponse();
            assertThat(answer.getStatus()).as(days).isEqualTo(422);
        }
    }

    @Test
    void aSessionOpensNothingAtTheApiSoNobodysPageCanUseIt() throws Exception {
        var account = installation.account(Role.AUDITOR);
        var session = new org.springframework.mock.web.MockHttpSession();
        mvc.perform(
                post("/signin")
                        .session(session)
                        .with(
                                org.springframework.security.test.web.servlet.request
                                        .SecurityMockMvcRequestPostProcessors.csrf())
                        .param("login", account.login())
                        .param("password", Installation.PASSWORD));

        var page = mvc.perform(get("/account").session(session)).andReturn().getResponse();
        var api = mvc.perform(get("/api/v1/me").session(session)).andReturn().getResponse();

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(api.getStatus()).isEqualTo(401);
    }

    private static MockHttpServletRequestBuilder request() {
        return post("/api/v1/requests").contentType("application/json").content("{}");
    }

    private Made make(Account owner, String... scopes) throws Exception {
        var words = "\"" + String.join("\", \"", scopes) + "\"";
        var answer =
                mvc.perform(
                                make(words, "30", owner.login())
                                        .with(httpBasic(owner.login(), Installation.PASSWORD)))
                        .andReturn()
                        .getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(201);
        return new Made(
                JsonPath.read(answer.getContentAsString(), "$.token.id"),
                JsonPath.read(answer.getContentAsString(), "$.secret"));
    }

    private MockHttpServletResponse makeFor(Account actor, String owner) throws Exception {
        return mvc.perform(
                        make("\"gate:read\"", "30", owner)
                                .with(httpBasic(actor.login(), Installation.PASSWORD)))
                .andReturn()
                .getResponse();
    }

    private static MockHttpServletRequestBuilder make(String scopes, String days, String owner) {
        return post("/api/v1/tokens")
                .contentType("application/json")
                .content(
                        """
                        {"name": "a script", "scopes": [%s], "stage": "production", "days": %s,
                         "owner": "%s"}
                        """
                                .formatted(scopes, days, owner));
    }

    private MockHttpServletResponse call(MockHttpServletRequestBuilder request, String token)
            throws Exception {
        return mvc.perform(request.header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse();
    }
}
