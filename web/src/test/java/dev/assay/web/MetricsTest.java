package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.identity.token.TokenOutcome;
import dev.assay.registry.identity.token.Tokens;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What Prometheus reads of a running Assay. */
@RunningAssay
@TestPropertySource(properties = "gate.new-sightings-per-hour=1000")
class MetricsTest {

    private static final Pattern NAME = Pattern.compile("\\bassay_[a-z0-9_]+");

    @LocalServerPort int port;
    @Autowired Environment environment;
    @Autowired Installation installation;
    @Autowired Tokens tokens;

    @Test
    void areGivenToAccountsForProgramsAndToNobodyUnknown() throws Exception {
        var watcher = installation.account("watcher", Set.of(Role.CI));
        assertThat(scrape(token(watcher, TokenScope.API_READ)).statusCode()).isEqualTo(200);
        assertThat(scrape(token(watcher, TokenScope.GATE_READ)).statusCode()).isEqualTo(403);
        assertThat(scrape("").statusCode()).isEqualTo(401);
        var requester = installation.account("somebody", Set.of(Role.REQUESTER));
        assertThat(scrape(token(requester, TokenScope.API_READ)).statusCode()).isEqualTo(403);
    }

    @Test
    void areInTheTextFormatOfPrometheusAndCountWhatTheGateAnswers() throws Exception {
        var before = read();
        for (var time = 0; time < 3; time++) {
            assertThat(gate("/npm/never-asked/-/never-asked-1.0.0.tgz")).isEqualTo(403);
        }
        assertThat(gate("/nowhere")).isEqualTo(404);
        var after = read();

        assertThat(
                        grown(
                                before,
                                after,
                                "assay_gate_answers_seconds_count",
                                "protocol=npm",
                                "outcome=refused"))
                .isEqualTo(3);
        assertThat(
                        grown(
                                before,
                                after,
                                "assay_gate_answers_seconds_count",
                                "protocol=none",
                                "outcome=absent"))
                .isEqualTo(1);
        assertThat(
                        grown(
                                before,
                                after,
                                "assay_gate_refusals_total",
                                "ecosystem=npm",
                                "cause=never-requested"))
                .isEqualTo(3);
        assertThat(after.types()).containsEntry("assay_gate_answers_seconds", "histogram");
        assertThat(after.sum("assay_database_up")).isEqualTo(1);
        assertThat(after.sum("assay_gate_snapshot_age_seconds")).isBetween(0.0, 60.0);
        assertThat(after.sum("assay_fetch_log_open")).isEqualTo(1);
    }

    @Test
    void haveNoFurtherSeriesForWhateverAStrangerAsksFor() throws Exception {
        gate("/npm/some/-/some-1.0.0.tgz");
        gate("/nowhere");
        var before = read().samples().keySet();
        for (var number = 0; number < 40; number++) {
            gate("/npm/stranger-" + number + "/-/stranger-" + number + "-1.0.0.tgz");
            gate("/stranger/" + number);
            main("/stranger/" + number);
        }
        var more = new TreeSet<>(read().samples().keySet());
        more.removeAll(before);
        assertThat(more).noneMatch(each -> each.contains("stranger")).hasSizeLessThan(20);
    }

    @Test
    void haveEveryNameThatTheAlertRulesAskFor() throws Exception {
        gate("/npm/some/-/some-1.0.0.tgz");
        var text = Files.readString(Path.of("..", "docs", "alerts.yaml"));
        var names = new TreeSet<String>();
        for (var rule : rules(text)) {
            assertThat(rule).containsKeys("alert", "expr", "labels", "annotations");
            NAME.matcher(String.valueOf(rule.get("expr")))
                    .results()
                    .forEach(r -> names.add(r.group()));
        }
        assertThat(names).hasSizeGreaterThan(15);
        assertThat(read().names()).containsAll(names);
    }

    @Test
    void areAllSaidInTheHandbook() throws Exception {
        gate("/npm/some/-/some-1.0.0.tgz");
        var told = Files.readString(Path.of("..", "docs", "operations.md"));
        var untold =
                read().types().keySet().stream()
                        .filter(each -> each.startsWith("assay_"))
                        .filter(each -> !told.contains("`" + each + "`"))
                        .toList();
        assertThat(untold).isEmpty();
    }

    @Test
    void theReaderRefusesWhatIsNoExposition() {
        for (var wrong :
                List.of(
                        "# TYPE a gauge\na 1",
                        "a 1\n",
                        "# TYPE a gauge\nb 1\n",
                        "# TYPE a gauge\na 1\na 2\n",
                        "# TYPE a gauge\na{b=\"\"c\"} 1\n",
                        "# TYPE a counter\na 1\n",
                        "# TYPE a_total counter\na_total one\n",
                        "# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\n"
                                + "a_count 1\na_sum 1\n")) {
            assertThatThrownBy(() -> Exposition.read(wrong))
                    .as(wrong)
                    .isInstanceOfAny(AssertionError.class, NumberFormatException.class);
        }
    }

    private static List<Map<String, Object>> rules(String text) {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return file.get("groups").stream().flatMap(each -> each.get("rules").stream()).toList();
    }

    private static double grown(
            Exposition before, Exposition after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }

    private Exposition read() throws Exception {
        var watcher = installation.account(Role.AUDITOR);
        var answer = scrape(token(watcher, TokenScope.API_READ));
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain;version=0.0.4");
        return Exposition.read(answer.body());
    }

    private String token(Account owner, TokenScope scope) {
        var made =
                tokens.make(owner, owner.login(), "watching", Set.of(scope), Stage.PRODUCTION, 1);
        return ((TokenOutcome.Made) made).secret();
    }

    private HttpResponse<String> scrape(String token) throws Exception {
        return get("http://127.0.0.1:" + port + "/actuator/prometheus", token);
    }

    private void main(String path) throws Exception {
        get("http://127.0.0.1:" + port + path, "");
    }

    private int gate(String path) throws Exception {
        var gate = environment.getRequiredProperty("local.gate.port");
        return get("http://127.0.0.1:" + gate + path, "").statusCode();
    }

    private static HttpResponse<String> get(String address, String token) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
