package dev.assay.scanners.artifact;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * One request to an upstream.
 *
 * @param method for example {@code GET}; only a {@code GET} or {@code HEAD} is ever repeated or
 *     redirected
 * @param uri an absolute http or https address
 * @param headers one value each, without {@code Authorization}
 * @param authorization sent to the request's own origin (scheme, host and port) and nowhere else;
 *     null for none
 * @param body null for none
 * @param maxBytes the largest body that is read, as sent and again as decoded
 * @param namedBy the upstream in whose answer the address stood, which may lead out to the world
 *     and, from outside of our network, not into it; null where settings name the address
 */
public record UpstreamRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String authorization,
        byte @Nullable [] body,
        long maxBytes,
        @Nullable URI namedBy) {

    public UpstreamRequest {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(uri, "uri is null");
        headers = Map.copyOf(headers);
    }

    /** For an address that settings name. */
    public UpstreamRequest(
            String method,
            URI uri,
            Map<String, String> headers,
            @Nullable String authorization,
            byte @Nullable [] body,
            long maxBytes) {
        this(method, uri, headers, authorization, body, maxBytes, null);
    }

    /** The same for an address that stood in the answer of an upstream. */
    public UpstreamRequest namedBy(URI upstream) {
        return new UpstreamRequest(method, uri, headers, authorization, body, maxBytes, upstream);
    }

    /** A plain {@code GET} of an address that settings name. */
    public static UpstreamRequest get(
            URI uri, Map<String, String> headers, @Nullable String authorization, long maxBytes) {
        return new UpstreamRequest("GET", uri, headers, authorization, null, maxBytes);
    }

    boolean repeatable() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Asks for headers alone. */
    public static UpstreamRequest head(
            URI uri, Map<String, String> headers, @Nullable String authorization) {
        return new UpstreamRequest("HEAD", uri, headers, authorization, null, 1 << 16);
    }

    UpstreamRequest redirectedTo(URI target) {
        var sameOrigin = Origin.of(uri).equals(Origin.of(target));
        return new UpstreamRequest(
                method,
                target,
                headers,
                sameOrigin ? authorization : null,
                body,
                maxBytes,
                namedBy == null ? uri : namedBy);
    }

    /** The secret stays out of logs and messages. */
    @Override
    public String toString() {
        return method + " " + uri;
    }
}
