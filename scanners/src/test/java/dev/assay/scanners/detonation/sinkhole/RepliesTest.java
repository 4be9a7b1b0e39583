package dev.assay.scanners.detonation.sinkhole;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What requests are answered. */
class RepliesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource({
        "application/json, /v1/x, application/json",
        "'application/json, text/event-stream', /mcp, application/json",
        "text/event-stream, /events, text/event-stream",
        "'text/html,application/xhtml+xml', /v1/x, text/html; charset=utf-8",
        "image/*, /v1/x, image/png",
        "*/*, /logo.png, image/png",
        "*/*, /, text/html; charset=utf-8",
        "*/*, /robots.txt, text/plain; charset=utf-8",
        "*/*, /v1/x, application/json"
    })
    void theTypeIsTheOneThatIsAcceptedOrThatThePathLooksLike(
            String accept, String target, String type) {
        var reply = to("GET", target, "", new Header("accept", accept));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).contains(new Header("Content-Type", type));
        assertThat(reply.body()).isNotEmpty();
    }

    @Test
    void theSameRequestIsAnsweredByTheSameBytes() {
        assertThat(to("GET", "/v1/a", "").body()).isEqualTo(to("GET", "/v1/a", "").body());
        assertThat(json("GET", "/v1/a", "").get("id"))
                .isNotEqualTo(json("GET", "/v1/b", "").get("id"));
    }

    @Test
    void whatIsSentComesBackButNotInPlaceOfAnAnswer() {
        var answer =
                json(
                        "POST",
                        "/v1/users",
                        "{\"email\":\"a@b.example\",\"ok\":false,\"deep\":{\"x\":[1]}}");

        assertThat(answer.get("email").asString()).isEqualTo("a@b.example");
        assertThat(answer.get("deep").get("x").get(0).asInt()).isEqualTo(1);
        assertThat(answer.get("ok").asBoolean()).isTrue();
    }

    @Test
    void aCallOfJsonRpcHasItsIdBack() {
        var answer = json("POST", "/rpc", "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"x\"}");

        assertThat(answer.get("id").asInt()).isEqualTo(7);
        assertThat(answer.get("result").isObject()).isTrue();
    }

    @Test
    void modelsAnswerInTheirForms() {
        assertThat(
                        json("POST", "/v1/chat/completions", "{\"model\":\"m\"}")
                                .get("choices")
                                .get(0)
                                .get("message")
                                .get("content")
                                .asString())
                .isNotEmpty();
        assertThat(
                        json("POST", "/v1/messages", "{\"max_tokens\":1}")
                                .get("content")
                                .get(0)
                                .get("text")
                                .asString())
                .isNotEmpty();
        assertThat(json("POST", "/v1/embeddings", "{}").get("data").get(0).get("embedding").size())
                .isEqualTo(8);
    }

    @Test
    void theBaitOfAHostStandsInItsAnswers() {
        var reply =
                to(settings -> settings.withBait(host -> "canary-of-" + host), "GET", "/v1/x", "");

        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .contains("canary-of-api.example");
    }

    @ParameterizedTest
    @CsvSource({"UNAUTHORIZED, 401", "MISSING, 404", "THROTTLED, 429", "FAILING, 500"})
    void everyRequestFailsAsTheRunIsSet(Variant variant, int status) throws Exception {
        var reply = to(settings -> settings.withVariant(() -> variant), "GET", "/v1/x", "");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(JSON.readTree(reply.body()).get("status").asInt()).isEqualTo(status);
    }

    @Test
    void whatWasRecordedOfAHostComesBeforeEverythingElse() {
        var recorded =
                List.of(
                        new RecordedAnswer(
                                "*.example", "GET", "/v1/*", 203, List.of(), new byte[] {1}));

        var reply =
                to(
                        settings ->
                                settings.withRecorded(recorded).withVariant(() -> Variant.FAILING),
                        "GET",
                        "/v1/x?q=1",
                        "");
        var other = to(settings -> settings.withRecorded(recorded), "POST", "/v1/x", "");

        assertThat(reply.status()).isEqualTo(203);
        assertThat(reply.body()).containsExactly(1);
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void aBodyThatNobodyCanReadIsAnsweredAllTheSame() {
        for (var body : new String[] {"{", "[1]", "{\"a\":" + "[".repeat(5_000), "\0"}) {
            assertThat(json("POST", "/v1/x", body).get("ok").asBoolean()).isTrue();
        }
    }

    private static JsonNode json(String method, String target, String body) {
        return JSON.readTree(
                to(method, target, body, new Header("content-type", "application/json")).body());
    }

    private static Reply to(String method, String target, String body, Header... headers) {
        return to(settings -> settings, method, target, body, headers);
    }

    private static Reply to(
            UnaryOperator<SinkholeSettings> changed,
            String method,
            String target,
            String body,
            Header... headers) {
        var settings = changed.apply(SinkholeSettings.onLoopback(Path.of(".")));
        return new Replies(settings)
                .to(
                        new Asked(
                                method,
                                "https",
                                "api.example",
                                target,
                                new ArrayList<>(List.of(headers)),
                                body.getBytes(StandardCharsets.UTF_8)));
    }
}
