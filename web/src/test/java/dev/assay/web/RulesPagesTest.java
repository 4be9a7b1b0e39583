package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.report.RulePages;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What the id of a finding leads to. Reports link there too, so nobody has to sign in. */
@RunningAssay
class RulesPagesTest {

    @LocalServerPort int port;

    @Test
    void everyRuleHasItsPageHere() throws Exception {
        var index = get("/rules").body();
        for (var kind : FindingKind.values()) {
            if (RulePages.of(kind).isPresent()) {
                var page = get("/rules/" + kind.wireName());
                assertThat(page.statusCode()).as(kind.wireName()).isEqualTo(200);
                assertThat(page.body())
                        .contains("<h1><code>" + kind.wireName() + "</code>: ")
                        .contains("<h2>How to decide</h2>");
                assertThat(index).contains("href=\"/rules/" + kind.wireName() + "\"");
            }
        }
    }

    @Test
    void whatIsNoRuleIsNotFound() throws Exception {
        assertThat(get("/rules/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/rules/README").statusCode()).isEqualTo(404);
        assertThat(get("/rules/..%2Fapplication").statusCode()).isIn(400, 404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Accept", "text/html")
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
