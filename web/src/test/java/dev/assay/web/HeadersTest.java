package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.SecurityHeaders;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Every answer, of whatever status, carries the headers that keep a browser in bounds. */
@RunningAssay
class HeadersTest {

    private static final Map<String, String> WANTED =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                            + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "same-origin",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "X-Frame-Options",
                    "DENY");

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired List<RightsTable> tables;

    @Test
    void onEveryPageAndEveryAnswerOfTheApi() throws Exception {
        var everything = installation.account("headers", EnumSet.allOf(Role.class));
        assertThat(WANTED).containsEntry("Content-Security-Policy", SecurityHeaders.POLICY);
        for (var table : tables) {
            for (var row : table.rows()) {
                var path =
                        row.pattern()
                                .replace("{id}", "0".repeat(32))
                                .replace("{kind}", "outbound-domain")
                                .replaceAll("\\{\\w+}", "0")
                                .replace("**", "assay.css");
                var answer =
                        mvc.perform(request(row.method(), path).with(installation.as(everything)))
                                .andReturn()
                                .getResponse();
                WANTED.forEach(
                        (name, value) ->
                                assertThat(answer.getHeader(name))
                                        .as(name + " of " + row)
                                        .isEqualTo(value));
                assertThat(answer.getHeader("Permissions-Policy")).contains("camera=()");
                // The MCP registry and the public keys show everybody the same.
                var kept =
                        path.startsWith("/assets/")
                                || path.startsWith("/v0.1/servers")
                                || path.startsWith("/.well-known/assay-keys");
                if (row.method() == HttpMethod.GET && !kept) {
                    assertThat(answer.getHeader("Cache-Control")).as(path).contains("no-store");
                }
                assertThat(answer.getHeader("Strict-Transport-Security"))
                        .as("without TLS a browser must not be told to insist on it")
                        .isNull();
            }
        }
    }
}
