package dev.assay.web.nodes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** What is asked of nodes over HTTP. */
final class Asked {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private Asked() {}

    /** The status of an answer; 0 where there was none. */
    static int status(URI address) throws InterruptedException {
        return status(HttpRequest.newBuilder(address));
    }

    /** The same for headers alone, which is no fetch and on no record. */
    static int head(URI address) throws InterruptedException {
        return status(HttpRequest.newBuilder(address).HEAD());
    }

    /** The same for whoever shows a token. */
    static int status(URI address, String token) throws InterruptedException {
        return status(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token));
    }

    private static int status(HttpRequest.Builder request) throws InterruptedException {
        try {
            return CLIENT.send(
                            request.timeout(Duration.ofSeconds(10)).build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** An answer with its bytes. */
    static HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
                BodyHandlers.ofByteArray());
    }

    /** What an account is given. */
    static byte[] get(URI address, String login, String password)
            throws IOException, InterruptedException {
        return CLIENT.send(of(address, login, password).GET().build(), BodyHandlers.ofByteArray())
                .body();
    }

    /** The status of what an account posts. */
    static int post(URI address, String login, String password, String json)
            throws IOException, InterruptedException {
        return CLIENT.send(
                        of(address, login, password)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(json))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    /** The status of what an account hands in. */
    static int put(URI address, String login, String password, byte[] bytes)
            throws IOException, InterruptedException {
        return CLIENT.send(
                        of(address, login, password)
                                .header("Content-Type", "application/octet-stream")
                                .PUT(BodyPublishers.ofByteArray(bytes))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest.Builder of(URI address, String login, String password) {
        var pair = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
}
