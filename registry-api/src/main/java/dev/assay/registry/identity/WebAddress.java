package dev.assay.registry.identity;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * How browsers reach the main listener.
 *
 * @param published what {@code assay.public-url} says; null where each request tells
 * @param tls whether they do by TLS, here or at the proxy before it
 */
public record WebAddress(@Nullable URI published, boolean tls) {

    /** The address of a path, for Spring Security to fill in what only a request knows. */
    public String of(String path) {
        if (published == null) {
            return "{baseUrl}" + path;
        }
        var base = published.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
