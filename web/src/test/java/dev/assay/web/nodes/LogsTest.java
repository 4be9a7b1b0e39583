package dev.assay.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a process writes to its log: JSON where that is wanted, no secret, and no line that is not
 * its own.
 */
class LogsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String OIDC = "oidc-9Kq2/secret+value==x";
    private static final String HOOK =
            Base64.getEncoder()
                    .encodeToString(
                            "a webhook's key of 32 bytes, +/?".getBytes(StandardCharsets.UTF_8));
    private static final String MAIL = "mail-pass/word+77 %x";
    private static final String SLACK = "T0SLACKSECRET9/B0/xyz";
    private static final String DATABASE = "db-pass/word+42 %y";
    private static final String BUCKET = "s3-secret/Key+0123456789 abcdefgh";
    private static final String TRIED = "tried-pass/word+13 %z";
    private static final String CHOSEN = "chosen pass/word+14 %w";
    private static final String TOKEN = "npm_NoTokenOfAssaysButLikeOne0123456789";

    private static final String EVIL =
            "evil\r\n2026-01-01T00:00:00.000Z ERROR forged \u001b[31m\u202e";

    @TempDir Path folder;

    @Test
    void areJsonWithTheRequestsIdAndHoldNoSecret() throws Exception {
        var settings = new HashMap<>(failing());
        settings.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
        settings.put("LOGGING_LEVEL_DEV_ASSAY", "debug");
        settings.put("LOGGING_LEVEL_ROOT", "info");
        var known = new ArrayList<>(List.of(OIDC, HOOK, MAIL, SLACK, TRIED, CHOSEN, TOKEN));
        String printed;
        try (var node = new Node(folder, settings)) {
            node.start();
            node.awaitPages();
            var first = first(node);
            known.add(misuse(node, first));
            Thread.sleep(500);
            printed = node.printed().replace(first, "");
            known.add(first);
        }
        var lines = printed.lines().filter(each -> each.startsWith("{")).toList();
        var traced = 0;
        for (var line : lines) {
            var event = JSON.readTree(line);
            assertThat(event.path("message").isString()).as(line).isTrue();
            if (event.path("trace")
                    .path("id")
                    .asString("")
                    .equals("4bf92f3577b34da6a3ce929d0e0e4736")) {
                traced++;
            }
        }
        assertThat(traced).as(printed).isPositive();
        assertThat(printed).doesNotContain("\u001b");
        assertSecretFree(printed, known);
    }

    @Test
    void areLinesThatNobodyElseCanBegin() throws Exception {
        try (var node = new Node(folder, failing())) {
            node.start();
            node.awaitPages();
            misuse(node, first(node));
            Thread.sleep(500);
            var printed = node.printed();
            assertThat(printed).contains("A sign-in as").doesNotContain("\u001b", "\u202e", "\r");
            assertThat(printed.lines().filter(each -> each.startsWith("2026-01-01"))).isEmpty();
        }
    }

    @Test
    void holdNoSecretOfWhatKeepsTheServiceFromStarting() throws Exception {
        for (var settings :
                List.of(
                        Map.of(
                                "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:9/assay",
                                "SPRING_DATASOURCE_USERNAME", "assay",
                                "SPRING_DATASOURCE_PASSWORD", DATABASE,
                                "LOGGING_LEVEL_ROOT", "info",
                                "SPRING_DATASOURCE_HIKARI_CONNECTION_TIMEOUT", "1000"),
                        Map.of(
                                "ASSAY_BLOBS_S3_BUCKET", "assay",
                                "ASSAY_BLOBS_S3_ENDPOINT", "http://127.0.0.1:9/",
                                "ASSAY_BLOBS_S3_ACCESSKEYID", "AKEXAMPLE",
                                "ASSAY_BLOBS_S3_SECRETACCESSKEY", BUCKET,
                                "ASSAY_BLOBS_S3_TIMEOUT", "1s",
                                "LOGGING_LEVEL_ROOT", "info"))) {
            var own = Files.createTempDirectory(folder, "start");
            try (var node = new Node(own, settings)) {
                node.start();
                node.awaitEnd();
                assertThat(node.printed()).contains("assay: ");
                assertSecretFree(node.printed(), List.of(DATABASE, BUCKET));
            }
        }
    }

    /** Whatever is set up leads nowhere. */
    private static Map<String, String> failing() {
        return Map.ofEntries(
                Map.entry("ASSAY_OIDC_ISSUER", "http://127.0.0.1:9/"),
                Map.entry("ASSAY_OIDC_CLIENTID", "assay"),
                Map.entry("ASSAY_OIDC_CLIENTSECRET", OIDC),
                Map.entry("ASSAY_OIDC_GROUPS_0_GROUP", "all"),
                Map.entry("ASSAY_OIDC_GROUPS_0_ROLES", "requester"),
                Map.entry("ASSAY_NOTICES_WEBHOOKS_0_NAME", "hook"),
                Map.entry("ASSAY_NOTICES_WEBHOOKS_0_URL", "http://127.0.0.1:9/hook"),
                Map.entry("ASSAY_NOTICES_WEBHOOKS_0_SECRET", "whsec_" + HOOK),
                Map.entry("ASSAY_NOTICES_SLACK_0_NAME", "slack"),
                Map.entry("ASSAY_NOTICES_SLACK_0_URL", "http://127.0.0.1:9/" + SLACK),
                Map.entry("ASSAY_NOTICES_MAIL_HOST", "127.0.0.1"),
                Map.entry("ASSAY_NOTICES_MAIL_PORT", "9"),
                Map.entry("ASSAY_NOTICES_MAIL_USERNAME", "assay"),
                Map.entry("ASSAY_NOTICES_MAIL_PASSWORD", MAIL),
                Map.entry("ASSAY_NOTICES_MAIL_FROM", "assay@example.test"),
                Map.entry("ASSAY_UPSTREAM_NPM_URL", "http://127.0.0.1:9/"));
    }

    private static String first(Node node) throws InterruptedException {
        var password = Pattern.compile("Password  (\\S+)");
        for (var time = 0; time < 100; time++) {
            var found = password.matcher(node.printed());
            if (found.find()) {
                return found.group(1);
            }
            Thread.sleep(100);
        }
        throw new AssertionError(node.printed());
    }

    /**
     * Signs in rightly and wrongly, chooses a password, makes a token and shows it where it opens
     * nothing.
     *
     * @return the token
     */
    private static String misuse(Node node, String first) throws Exception {
        var pages = node.pages();
        ask(pages.resolve("api/v1/me"), basic(EVIL, TRIED));
        ask(pages.resolve("api/v1/me"), basic("admin", TRIED));
        send(
                "PUT",
                pages.resolve("api/v1/me/password"),
                basic("admin", first),
                "{\"current\":\"" + first + "\",\"wanted\":\"" + CHOSEN + "\"}");
        var made =
                send(
                        "POST",
                        pages.resolve("api/v1/tokens"),
                        basic("admin", CHOSEN),
                        "{\"name\":\"x\",\"scopes\":[\"gate:read\"],\"stage\":\"pilot\",\"days\":1}");
        var token = JSON.readTree(made).path("secret").asString();
        assertThat(token).as(made).isNotBlank();
        send("POST", pages.resolve("api/v1/tokens"), "Bearer " + token, "{}");
        ask(node.gate().resolve("npm/some"), "Bearer " + token);
        ask(node.gate().resolve("npm/" + token), "");
        ask(pages.resolve("signin/with/provider"), "");
        ask(pages.resolve("signin/callback/provider?code=" + TOKEN + "&state=x"), "");
        for (var listener : List.of(pages.resolve("api/v1/me"), node.gate().resolve("npm/some"))) {
            ask(listener, "Bearer " + TOKEN);
            ask(listener, "Basic " + TOKEN);
            ask(URI.create(listener + "?token=" + TOKEN), "");
        }
        ask(pages.resolve("nothing/" + TOKEN), "");
        return token;
    }

    private static String basic(String login, String password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static void ask(URI address, String authorization)
            throws IOException, InterruptedException {
        send("GET", address, authorization, "");
    }

    private static String send(String method, URI address, String authorization, String json)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(address)
                            .method(method, BodyPublishers.ofString(json))
                            .header("Content-Type", "application/json")
                            .header(
                                    "traceparent",
                                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            var answer = client.send(request.build(), BodyHandlers.ofString());
            if (address.getPath().startsWith("/api")) {
                assertThat(answer.headers().firstValue("X-Request-Id"))
                        .hasValue("4bf92f3577b34da6a3ce929d0e0e4736");
            }
            return answer.body();
        }
    }

    private static void assertSecretFree(String printed, List<String> secrets) {
        for (var secret : secrets) {
            var bytes = secret.getBytes(StandardCharsets.UTF_8);
            for (var form :
                    List.of(
                            secret,
                            Base64.getEncoder().encodeToString(bytes),
                            Base64.getEncoder().withoutPadding().encodeToString(bytes),
                            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                            URLEncoder.encode(secret, StandardCharsets.UTF_8),
                            URLEncoder.encode(secret, StandardCharsets.UTF_8)
                                    .replace("+", "%20"))) {
                assertThat(printed).doesNotContain(form);
            }
        }
    }
}
