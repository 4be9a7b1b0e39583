package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.Accounts;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Signing in and out. */
@RunningAssay
class SignInTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired Accounts accounts;
    @Autowired AuditTrail audit;
    @LocalServerPort int port;

    @Test
    void theSessionChangesItsIdAndItsCookieStaysOutOfScriptsAndOtherSites() throws Exception {
        var account = installation.account(Role.AUDITOR);
        try (var client = HttpClient.newHttpClient()) {
            var form =
                    client.send(
                            HttpRequest.newBuilder(at("/signin")).build(),
                            HttpResponse.BodyHandlers.ofString());
            var before = form.headers().firstValue("Set-Cookie").orElseThrow();
            var token = form.body().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
            var answer =
                    client.send(
                            HttpRequest.newBuilder(at("/signin"))
                                    .header("Cookie", before.split(";")[0])
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "_csrf="
                                                            + token
                                                            + "&login="
                                                            + account.login()
                                                            + "&password="
                                                            + Installation.PASSWORD.replace(
                                                                    ' ', '+')))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(302);
            var after = answer.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(after).contains("HttpOnly", "SameSite=Lax");
            assertThat(after.split(";")[0]).isNotEqualTo(before.split(";")[0]);
        }
    }

    @Test
    void afterFiveWrongPasswordsTheRightOneHasToWaitForThatAddressAlone() throws Exception {
        var account = installation.account(Role.AUDITOR);
        for (var attempt = 0; attempt < 5; attempt++) {
            assertThat(signIn(account, "wrong password", "10.0.0.1").getRedirectedUrl())
                    .isEqualTo("/signin?failed");
        }
        assertThat(signIn(account, Installation.PASSWORD, "10.0.0.1").getRedirectedUrl())
                .isEqualTo("/signin?wait=15");
        assertThat(signIn(account, Installation.PASSWORD, "10.0.0.2").getRedirectedUrl())
                .isEqualTo("/");

        var answer =
                mvc.perform(
                                get("/api/v1/me")
                                        .with(from("10.0.0.1"))
                                        .with(httpBasic(account.login(), Installation.PASSWORD)))
                        .andReturn()
                        .getResponse();
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isNotNull();
    }

    @Test
    void aChangedPasswordEndsEverySession() throws Exception {
        var account = installation.account(Role.AUDITOR);
        var session = new MockHttpSession();
        mvc.perform(
                post("/signin")
                        .session(session)
                        .with(csrf())
                        .param("login", account.login())
                        .param("password", Installation.PASSWORD));
        assertThat(status(session)).isEqualTo(200);

        var changed =
                mvc.perform(
                                put("/api/v1/me/password")
                                        .with(httpBasic(account.login(), Installation.PASSWORD))
                                        .contentType("application/json")
                                        .content(
                                                "{\"current\":\""
                                                        + Installation.PASSWORD
                                                        + "\",\"wanted\":\"another long phrase\"}"))
                        .andReturn()
                        .getResponse();
        assertThat(changed.getStatus()).isEqualTo(204);
        assertThat(status(session)).as("the session from before").isEqualTo(302);
    }

    @Test
    void onlyTheLinkOfABlockedFetchMayBeNamedAsWhereToGoAfterwards() throws Exception {
        var account = installation.account(Role.AUDITOR);
        var link = "/r/" + "0123456789abcdef".repeat(2);
        assertThat(signInTo(account, link)).isEqualTo(link);
        for (var elsewhere :
                new String[] {"https://evil.example/", "//evil.example/", link + "/../x", ""}) {
            assertThat(signInTo(account, elsewhere)).as(elsewhere).isEqualTo("/");
        }
    }

    @Test
    void theFirstStartCreatesOneAdministratorAndNoLaterOneDoes() {
        installation.account(Role.AUDITOR);
        assertThat(accounts.createFirst()).isEmpty();
    }

    private String signInTo(Account account, String to) throws Exception {
        return mvc.perform(
                        post("/signin")
                                .with(csrf())
                                .param("login", account.login())
                                .param("password", Installation.PASSWORD)
                                .param("to", to))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
    }

    private int status(MockHttpSession session) throws Exception {
        return mvc.perform(get("/account").session(session)).andReturn().getResponse().getStatus();
    }

    @Test
    void failuresAreOnTheAuditTrailOnceInAWhileAndNameOnlyAccountsThatThereAre() throws Exception {
        var account = installation.account(Role.AUDITOR);
        for (var attempt = 0; attempt < 6; attempt++) {
            signIn(account, "wrong password", "10.0.1.1");
        }
        signIn(account, "wrong password", "10.0.1.2");
        var password = "my-secret-" + account.login();
        mvc.perform(post("/signin").with(csrf()).param("login", password).param("password", ""));

        assertThat(audit.of(account.login()))
                .filteredOn(each -> each.action().equals("account.sign-in-failed"))
                .extracting(AuditEvent::detail)
                .containsExactlyInAnyOrder(
                        "with a wrong password, from 10.0.1.1",
                        "not even tried, after too many failures, from 10.0.1.1",
                        "with a wrong password, from 10.0.1.2");
        assertThat(audit.latest(50)).noneMatch(each -> each.toString().contains(password));
    }

    private MockHttpServletResponse signIn(Account account, String password, String address)
            throws Exception {
        return mvc.perform(
                        post("/signin")
                                .with(csrf())
                                .with(from(address))
                                .param("login", account.login())
                                .param("password", password))
                .andReturn()
                .getResponse();
    }

    private static org.springframework.test.web.servlet.request.RequestPostProcessor from(
            String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
