package dev.assay.scanners.javascript;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/** The functions that send data out, and where in their arguments destination and payload stand. */
final class NetworkSinks {

    /** How arguments are laid out. */
    enum Shape {
        /** {@code (url, {method, headers, body})} */
        FETCH,
        /** {@code (url, config)} or {@code (config)} */
        URL_CONFIG,
        /** {@code (url, data, config)} */
        URL_DATA,
        /** {@code (url | options, options)} */
        NODE_HTTP,
        /** {@code (port, host)}, {@code (options)} or {@code (url)} */
        SOCKET,
        /** {@code (method, url)} */
        METHOD_URL,
        /** {@code (options)} of something that is called later */
        CLIENT,
        /** {@code (name)} */
        LOOKUP
    }

    /**
     * A function that sends.
     *
     * @param name what reports call it
     * @param method the HTTP method that the name implies, or an empty string
     */
    record Sink(String name, String method, Shape shape) {}

    private static final Set<String> FETCHERS =
            Set.of(
                    "g:fetch",
                    "m:node-fetch",
                    "m:node-fetch-native",
                    "m:cross-fetch",
                    "m:cross-fetch.fetch",
                    "m:isomorphic-fetch",
                    "m:isomorphic-unfetch",
                    "m:make-fetch-happen",
                    "m:fetch-retry()",
                    "m:undici.fetch",
                    "m:undici.request",
                    "m:undici.stream",
                    "m:undici.pipeline",
                    "m:undici.connect",
                    "m:ofetch",
                    "m:ofetch.ofetch",
                    "m:ofetch.$fetch",
                    "m:electron.net.fetch");

    private static final Map<String, Sink> NAMED =
            Map.ofEntries(
                    named("m:http.request", "http.request", "", Shape.NODE_HTTP),
                    named("m:http.get", "http.get", "GET", Shape.NODE_HTTP),
                    named("m:https.request", "https.request", "", Shape.NODE_HTTP),
                    named("m:https.get", "https.get", "GET", Shape.NODE_HTTP),
                    named("m:http2.connect", "http2.connect", "", Shape.SOCKET),
                    named("m:net.connect", "net.connect", "", Shape.SOCKET),
                    named("m:net.createConnection", "net.connect", "", Shape.SOCKET),
                    named("m:net.Socket{}.connect", "net.connect", "", Shape.SOCKET),
                    named("m:tls.connect", "tls.connect", "", Shape.SOCKET),
                    named("g:WebSocket{}", "WebSocket", "", Shape.FETCH),
                    named("m:ws{}", "WebSocket", "", Shape.FETCH),
                    named("m:ws.WebSocket{}", "WebSocket", "", Shape.FETCH),
                    named("m:undici.WebSocket{}", "WebSocket", "", Shape.FETCH),
                    named("g:EventSource{}", "EventSource", "", Shape.FETCH),
                    named("m:eventsource{}", "EventSource", "", Shape.FETCH),
                    named("m:eventsource.EventSource{}", "EventSource", "", Shape.FETCH),
                    named("g:XMLHttpRequest{}.open", "XMLHttpRequest", "", Shape.METHOD_URL),
                    named("g:navigator.sendBeacon", "sendBeacon", "POST", Shape.URL_DATA),
                    named("m:request", "request", "", Shape.URL_CONFIG),
                    named("m:needle", "needle", "", Shape.METHOD_URL),
                    named("m:phin", "phin", "", Shape.URL_CONFIG),
                    named("m:nodemailer.createTransport", "nodemailer", "", Shape.CLIENT),
                    named("m:dns.setServers", "dns.setServers", "", Shape.SOCKET),
                    named("m:dns.Resolver{}.setServers", "dns.setServers", "", Shape.SOCKET),
                    named("m:dgram.createSocket().send", "dgram.send", "", Shape.SOCKET));

    private static final Set<String> CONFIG_CLIENTS =
            Set.of(
                    "axios",
                    "got",
                    "ky",
                    "superagent",
                    "request",
                    "needle",
                    "wretch",
                    "phin",
                    "redaxios");

    private static final Set<String> LOOKUPS =
            Set.of(
                    "lookup",
                    "resolve",
                    "resolve4",
                    "resolve6",
                    "resolveTxt",
                    "resolveMx",
                    "resolveAny",
                    "resolveCname",
                    "resolveSrv",
                    "resolveNs",
                    "reverse");

    private NetworkSinks() {}

    private static Map.Entry<String, Sink> named(
            String path, String name, String method, Shape shape) {
        return Map.entry(path, new Sink(name, method, shape));
    }

    /** The sink that a value path names, or null. Constructions end in {@code {}}. */
    static @Nullable Sink of(String path) {
        if (path.startsWith("m:py:")) {
            return PythonSinks.of(path);
        }
        if (FETCHERS.contains(path)) {
            return new Sink("fetch", "", Shape.FETCH);
        }
        var named = NAMED.get(path);
        if (named != null) {
            return named;
        }
        if (!path.startsWith("m:")) {
            return null;
        }
        if (path.startsWith("m:dns.")
                && LOOKUPS.contains(path.substring(path.lastIndexOf('.') + 1))) {
            return new Sink("dns." + path.substring(path.lastIndexOf('.') + 1), "", Shape.LOOKUP);
        }
        return configured(path);
    }

    /**
     * {@code axios.post}, {@code axios.create().get}, {@code got.extend().put}, {@code new Axios}.
     */
    private static @Nullable Sink configured(String path) {
        var end = 2;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '(') {
            end++;
        }
        var client = path.substring(2, end);
        if (!CONFIG_CLIENTS.contains(client)) {
            return null;
        }
        var rest = path.substring(end);
        if (rest.isEmpty()
                || rest.equals(".create()")
                || rest.equals(".extend()")
                || rest.equals(".request")) {
            return new Sink(client, "", Shape.URL_CONFIG);
        }
        if (rest.equals(".create") || rest.equals(".extend") || rest.equals(".defaults")) {
            return new Sink(client + rest, "", Shape.CLIENT);
        }
        var method = rest.substring(rest.lastIndexOf('.') + 1);
        return switch (method) {
            case "get", "head", "delete", "options", "del" ->
                    new Sink(client, method.toUpperCase(java.util.Locale.ROOT), Shape.URL_CONFIG);
            case "post", "put", "patch" ->
                    new Sink(
                            client,
                            method.toUpperCase(java.util.Locale.ROOT),
                            client.equals("axios")
                                            || client.equals("redaxios")
                                            || client.equals("needle")
                                    ? Shape.URL_DATA
                                    : Shape.URL_CONFIG);
            case "request" -> new Sink(client, "", Shape.URL_CONFIG);
            default -> null;
        };
    }
}
