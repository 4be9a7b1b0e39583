package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Alive, ready and able to decide are three questions, answered to anybody without a word more. */
@RunningAssay
@TestPropertySource(properties = "gate.reading-needs-token=true")
class HealthTest {

    @LocalServerPort int port;
    @Autowired Environment environment;

    @Test
    void isToldByTheMainListener() throws Exception {
        for (var each : new String[] {"", "/liveness", "/readiness", "/decisions"}) {
            assertThat(main(each)).as(each).startsWith("200 {").contains("\"status\":\"UP\"");
        }
        assertThat(main("")).doesNotContain("why", "details");
        assertThat(main("/sandbox")).startsWith("302");
        assertThat(main("/decisions/database")).startsWith("302");
    }

    @Test
    void isToldByTheGateWithoutATokenToo() throws Exception {
        assertThat(gate("/npm/some")).startsWith("401");
        assertThat(gate("/health/liveness")).isEqualTo("200 {\"status\":\"UP\"}");
        assertThat(gate("/health/readiness"))
                .isEqualTo("200 {\"status\":\"UP\",\"decisions\":\"UP\"}");
        assertThat(gate("/health")).startsWith("404");
    }

    @Test
    void saysWithinSecondsThatNothingCanBeDecided() {
        try (var away = new HikariDataSource()) {
            away.setJdbcUrl("jdbc:postgresql://127.0.0.1:9/none");
            away.setInitializationFailTimeout(-1);
            var health = new DecisionsHealth(away);
            var begun = System.nanoTime();
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(8));
        }
    }

    private String main(String which) throws Exception {
        return get("http://127.0.0.1:" + port + "/actuator/health" + which);
    }

    private String gate(String path) throws Exception {
        return get("http://127.0.0.1:" + environment.getRequiredProperty("local.gate.port") + path);
    }

    private static String get(String address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Accept", "application/json")
                            .build();
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }
}
