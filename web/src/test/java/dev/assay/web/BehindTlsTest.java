package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Role;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Where browsers come by TLS, which {@code assay.public-url} says: a proxy ends it before us. */
@RunningAssay
@TestPropertySource(
        properties = {"assay.public-url=https://assay.example/", "assay.sign-in.session-age=2s"})
class BehindTlsTest {

    @LocalServerPort int port;
    @Autowired MockMvc mvc;
    @Autowired Installation installation;

    @Test
    void theCookieIsBoundToTheHostAndBrowsersInsistOnTls() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + port + "/signin"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-assay=")
                    .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax")
                    .doesNotContain("Domain");
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .hasValue("max-age=31536000 ; includeSubDomains");
        }
    }

    @Test
    void aSessionEndsWhenItsAgeSaysSoHoweverBusyItIs() throws Exception {
        var account = installation.account(Role.AUDITOR);
        var session = new MockHttpSession();
        mvc.perform(
                post("/signin")
                        .session(session)
                        .with(csrf())
                        .param("login", account.login())
                        .param("password", Installation.PASSWORD));
        var began = System.nanoTime();
        var last = status(session);
        assertThat(last).isEqualTo(200);
        while (last == 200 && System.nanoTime() - began < 20_000_000_000L) {
            Thread.sleep(200);
            last = status(session);
        }
        assertThat(last).isEqualTo(302);
        assertThat(session.isInvalid()).isTrue();
    }

    private int status(MockHttpSession session) throws Exception {
        return mvc.perform(get("/account").session(session)).andReturn().getResponse().getStatus();
    }
}
