package dev.assay.scanners.detonation.driver;

import java.net.URI;

/**
 * Where a server listens for its clients.
 *
 * @param uri with a numeric address of this host
 * @param events whether it speaks the older transport, HTTP with server-sent events (Model Context
 *     Protocol 2024-11-05), and not streamable HTTP
 */
record Endpoint(URI uri, boolean events) {

    String path() {
        return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    /** Scheme, address and port. */
    String origin() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
