package dev.assay.scanners.detonation.driver;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Looks for the port at which a server serves the protocol that says nothing on its standard
 * streams. Only ports are tried that were not listened on before the server was started.
 */
final class PortSearch {

    /** A server that listens may still be about to speak. */
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** For all paths of one port, since a timeout of the client ends with the head of an answer. */
    private static final Duration KNOCKING = Duration.ofSeconds(5);

    private static final int MOST_PORTS = 4;
    private static final int LONGEST_ANSWER = 64 << 10;
    private static final int MOST_SAID_PATHS = 8;

    /** Where servers on the official SDKs, and most others, put it. */
    private static final List<String> USUAL = List.of("/mcp", "/", "/sse");

    /** Changes nothing, and is refused by a server that wants a session first. */
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"ping\"}";

    private final Transcript transcript;
    private final Set<Integer> others = Set.copyOf(Listeners.now().keySet());
    private final Map<Integer, Long> since = new HashMap<>();
    private final Set<Integer> tried = new LinkedHashSet<>();
    private @Nullable Endpoint found;

    /** To be made before the server is started. */
    PortSearch(Transcript transcript) {
        this.transcript = transcript;
    }

    /** Where it is; null where it has not been found. */
    @Nullable Endpoint found() {
        return found;
    }

    /** Goes on looking, unless it has been found. */
    boolean hasFound() {
        if (found == null) {
            Listeners.now()
                    .forEach(
                            (port, address) -> {
                                if (found == null && !others.contains(port) && isDue(port)) {
                                    found = at(address, port);
                                }
                            });
        }
        return found != null;
    }

    private boolean isDue(int port) {
        var first = since.computeIfAbsent(port, key -> System.nanoTime());
        return System.nanoTime() - first > PATIENCE.toNanos()
                && tried.size() < MOST_PORTS
                && tried.add(port);
    }

    private @Nullable Endpoint at(String address, int port) {
        var paths = said(port);
        paths.addAll(USUAL);
        var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(ANSWER)
                        .build();
        var knocking = new FutureTask<>(() -> first(http, "http://" + address + ":" + port, paths));
        Thread.ofVirtual().start(knocking);
        try {
            return knocking.get(KNOCKING.toMillis(), TimeUnit.MILLISECONDS).orElse(null);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            // Ends whatever is still being waited for.
            http.shutdownNow();
        }
    }

    private static Optional<Endpoint> first(HttpClient http, String origin, Set<String> paths)
            throws InterruptedException {
        for (var path : paths) {
            var found = at(http, origin + path);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Endpoint at(HttpClient http, String address)
            throws InterruptedException {
        try {
            return knock(http, URI.create(address), true);
        } catch (IllegalArgumentException | IOException e) {
            // What it said is no path, or another one may answer.
            return null;
        }
    }

    /** Paths that it said itself, as in {@code Listening on http://localhost:3000/mcp}. */
    private Set<String> said(int port) {
        var address = Pattern.compile("https?://[^\\s/:]+:" + port + "(/[\\w./~-]*)");
        var paths = new LinkedHashSet<String>();
        for (var line : transcript.lines()) {
            var matcher = address.matcher(line.text());
            while (!line.from().equals("client")
                    && paths.size() < MOST_SAID_PATHS
                    && matcher.find()) {
                paths.add(matcher.group(1));
            }
        }
        return paths;
    }

    private static @Nullable Endpoint knock(HttpClient http, URI uri, boolean redirects)
            throws IOException, InterruptedException {
        var ping =
                HttpRequest.newBuilder(uri)
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(PING))
                        .build();
        var answer = http.send(ping, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            if (redirects && (answer.statusCode() == 307 || answer.statusCode() == 308)) {
                var location = uri.resolve(answer.headers().firstValue("Location").orElse(""));
                return uri.getAuthority().equals(location.getAuthority())
                        ? knock(http, location, false)
                        : null;
            }
            if (isEvents(answer)
                    || new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)
                            .contains("\"jsonrpc\"")) {
                return new Endpoint(uri, false);
            }
        }
        return isEventStream(http, uri) ? new Endpoint(uri, true) : null;
    }

    /** The older transport is a stream that tells where to post. */
    private static boolean isEventStream(HttpClient http, URI uri)
            throws IOException, InterruptedException {
        var get =
                HttpRequest.newBuilder(uri)
                        .timeout(ANSWER)
                        .header("Accept", "text/event-stream")
                        .build();
        var answer = http.send(get, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            return isEvents(answer)
                    && new String(
                                    body.readNBytes("event: endpoint".length()),
                                    StandardCharsets.UTF_8)
                            .replace(" ", "")
                            .startsWith("event:endpoint");
        }
    }

    private static boolean isEvents(HttpResponse<?> answer) {
        return answer.statusCode() == 200
                && answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("text/event-stream");
    }
}
