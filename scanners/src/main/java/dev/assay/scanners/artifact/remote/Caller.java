package dev.assay.scanners.artifact.remote;

import dev.assay.scanners.artifact.PublicAddresses;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.SSLParameters;

/** Makes single requests: no redirect is followed, no answer is read further than its limit. */
final class Caller {

    static final String[] TLS = {"TLSv1.3", "TLSv1.2"};
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int LONGEST = 512 << 10;
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .build())
                                    .build())
                    .build();

    private final boolean privateAddresses;
    private final HttpClient http = configured(HttpClient.newBuilder()).build();

    Caller(boolean privateAddresses) {
        this.privateAddresses = privateAddresses;
    }

    /**
     * What a server answered.
     *
     * @param body its first bytes; empty for a stream of events
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean isEventStream() {
            return header("content-type").toLowerCase(Locale.ROOT).startsWith("text/event-stream");
        }

        /** The JSON object of an answer with status 200; null where it is none. */
        @Nullable JsonNode object() {
            try {
                var node = status == 200 || status == 201 ? JSON.readTree(body) : null;
                return node != null && node.isObject() ? node : null;
            } catch (JacksonException e) {
                return null;
            }
        }
    }

    static HttpClient.Builder configured(HttpClient.Builder builder) {
        return builder.followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .sslParameters(new SSLParameters(null, TLS));
    }

    Answer get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(uri, headers).GET().build());
    }

    Answer post(URI uri, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        return send(request(uri, headers).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    void delete(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        send(request(uri, headers).DELETE().build());
    }

    private HttpRequest.Builder request(URI uri, Map<String, String> headers) throws IOException {
        permit(uri);
        var request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        headers.forEach(request::header);
        return request.header("User-Agent", ProbeMain.NAME);
    }

    /** Addresses that are written out are asked of no name service. */
    void permit(URI uri) throws IOException {
        var host = uri.getHost();
        var scheme = uri.getScheme();
        if (host == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IOException("'" + shown(uri) + "' is no address of a web server");
        }
        var literal = literal(host);
        // The JDK has an address for localhost even where the name service has none.
        var outside =
                literal == null
                        ? !host.equalsIgnoreCase("localhost")
                        : PublicAddresses.isPublic(literal);
        if (!privateAddresses && !outside) {
            throw new IOException(
                    host
                            + " is not public; assay.upstream.remote.private-addresses=true lets"
                            + " private addresses be asked");
        }
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        try (InputStream body = response.body()) {
            var answer = new Answer(response.statusCode(), headers, new byte[0]);
            return answer.isEventStream()
                    ? answer
                    : new Answer(response.statusCode(), headers, body.readNBytes(LONGEST));
        }
    }

    static String shown(Object text) {
        var words = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
        return words.length() > 200 ? words.substring(0, 200) + "…" : words;
    }
}
