package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the MCP server lets in at all. */
@RunningAssay
@TestPropertySource(properties = "assay.mcp.allowed-origins=https://agents.example")
class McpTransportTest {

    private static final String LIST =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}";

    @Autowired Installation installation;
    @LocalServerPort int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void answersAMessageWithoutASession() throws Exception {
        var answer = post(LIST);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("explain_block");
        assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void refusesPagesOfOtherOriginsAlsoThoseThatNameThemselvesLikeUs() throws Exception {
        // A name that leads here by a rebound look-up sends itself as origin and as host.
        for (var origin :
                new String[] {"https://evil.example", "http://localhost:" + port, "null"}) {
            assertThat(post(LIST, "Origin", origin).statusCode()).as(origin).isEqualTo(403);
        }
        assertThat(post(LIST, "Origin", "https://agents.example").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsSentToBeLetInAndOpensNothing() throws Exception {
        var person = installation.account(Role.REQUESTER);
        var password =
                Base64.getEncoder()
                        .encodeToString(
                                (person.login() + ":" + Installation.PASSWORD)
                                        .getBytes(StandardCharsets.UTF_8));
        for (var sent : new String[] {"Bearer assay_nothing", "Basic " + password, "Digest x"}) {
            var answer = post(LIST, "Authorization", sent);
            assertThat(answer.statusCode()).as(sent).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(how -> assertThat(how).startsWith("Bearer"));
        }
    }

    @Test
    void readsNoMoreThanAMessageMayMeasure() throws Exception {
        var long1 = LIST.replace("{}", "{\"cursor\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(post(long1).statusCode()).isEqualTo(413);
        assertThat(post("[".repeat(50_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void tellsClientsThatThereIsNoStream() throws Exception {
        var get = HttpRequest.newBuilder(address()).header("Accept", "text/event-stream").build();
        assertThat(client.send(get, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        var delete = HttpRequest.newBuilder(address()).DELETE().build();
        assertThat(client.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        var request =
                HttpRequest.newBuilder(address())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI address() {
        return URI.create("http://localhost:" + port + "/mcp");
    }
}
