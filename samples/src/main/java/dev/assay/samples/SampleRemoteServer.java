package dev.assay.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;

/**
 * A remote MCP server with its authorization server, on loopback. It can be wrong in each of the
 * ways that a probe tells, which no server that can be had is on purpose; of the protocol it speaks
 * as much as it takes to be listed.
 */
public final class SampleRemoteServer implements AutoCloseable {

    public static final String TOKEN = "right-token";

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\"[^\"]*\"|\\d+)");
    private static final Pattern METHOD = Pattern.compile("\"method\"\\s*:\\s*\"([^\"]*)\"");

    private final HttpServer http;
    private final String scheme;
    private final Map<String, String> documents = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean open;
    private volatile boolean checksOrigin = true;
    private volatile boolean laxRedirects;
    private volatile boolean registers = true;
    private volatile String tools = "[]";

    private SampleRemoteServer(HttpServer http, String scheme) {
        this.http = http;
        this.scheme = scheme;
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::answer);
        http.start();
    }

    public static SampleRemoteServer start() throws IOException {
        return new SampleRemoteServer(HttpServer.create(loopback(), 0), "http");
    }

    public static SampleRemoteServer start(SSLContext tls) throws IOException {
        var https = HttpsServer.create(loopback(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new SampleRemoteServer(https, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public String origin() {
        return scheme + "://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Where it is. */
    public String address() {
        return origin() + "/mcp";
    }

    /** Lets everybody in, or those who have {@link #TOKEN} alone. */
    public SampleRemoteServer open(boolean everybody) {
        open = everybody;
        return this;
    }

    /** Offers these tools, as {@code tools/list} has them. */
    public SampleRemoteServer offering(String... definitions) {
        tools = "[" + String.join(",", definitions) + "]";
        return this;
    }

    /** What it was asked, as method and path, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public SampleRemoteServer checkingOrigins(boolean checking) {
        checksOrigin = checking;
        return this;
    }

    public SampleRemoteServer redirectingAnywhere() {
        laxRedirects = true;
        return this;
    }

    public SampleRemoteServer registering(boolean anybody) {
        registers = anybody;
        return this;
    }

    /** Publishes a document, in which {@code ORIGIN} is its own address. */
    public SampleRemoteServer publishing(String path, String json) {
        documents.put(path, json.replace("ORIGIN", origin()));
        return this;
    }

    /** Publishes what a server that is right does. */
    public SampleRemoteServer inOrder() {
        return publishing(
                        "/.well-known/oauth-protected-resource/mcp",
                        """
                        {"resource": "ORIGIN/mcp", "authorization_servers": ["ORIGIN/login"]}""")
                .publishing(
                        "/.well-known/oauth-authorization-server/login",
                        """
                        {"issuer": "ORIGIN/login", "authorization_endpoint": "ORIGIN/authorize",
                         "token_endpoint": "ORIGIN/token", "registration_endpoint": "ORIGIN/register",
                         "code_challenge_methods_supported": ["S256"], "scopes_supported": ["notes:read"]}""");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + path);
            switch (path) {
                case "/mcp" -> protocol(exchange, body);
                case "/register" -> {
                    if (registers) {
                        send(
                                exchange,
                                201,
                                """
                                {"client_id": "c1", "registration_client_uri": "%s/register/c1",
                                 "registration_access_token": "r1"}"""
                                        .formatted(origin()));
                    } else {
                        send(exchange, 401, "{}");
                    }
                }
                case "/register/c1" -> exchange.sendResponseHeaders(204, -1);
                case "/authorize" -> {
                    if (laxRedirects) {
                        exchange.getResponseHeaders()
                                .set(
                                        "Location",
                                        "https://elsewhere.invalid/assay-probe?code=stolen");
                        exchange.sendResponseHeaders(302, -1);
                    } else {
                        send(exchange, 400, "{}");
                    }
                }
                default -> {
                    var document = documents.get(path);
                    send(
                            exchange,
                            document == null ? 404 : 200,
                            document == null ? "{}" : document);
                }
            }
        }
    }

    private void protocol(HttpExchange exchange, String body) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (checksOrigin && headers.containsKey("Origin")) {
            send(exchange, 403, "{}");
            return;
        }
        if (!open && !("Bearer " + TOKEN).equals(headers.getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            send(exchange, 401, "{}");
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        var id = ID.matcher(body);
        if (!id.find()) {
            exchange.sendResponseHeaders(202, -1);
            return;
        }
        send(exchange, 200, result(id.group(1), body));
    }

    private String result(String id, String body) {
        var method = METHOD.matcher(body);
        var result =
                switch (method.find() ? method.group(1) : "") {
                    case "initialize" ->
                            """
                            {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
                             "serverInfo": {"name": "notes", "version": "1.4.0"},
                             "instructions": "Answers questions about notes."}""";
                    case "tools/list" -> "{\"tools\": " + tools + "}";
                    default -> "{}";
                };
        return "{\"jsonrpc\": \"2.0\", \"id\": " + id + ", \"result\": " + result + "}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
