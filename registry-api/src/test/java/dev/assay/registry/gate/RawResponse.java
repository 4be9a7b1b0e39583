package dev.assay.registry.gate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** An answer as it came over the wire, since most HTTP clients hide the reason phrase. */
public record RawResponse(int status, String reason, Map<String, String> headers, byte[] body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Sends one request and reads one answer. */
    public static RawResponse send(int port, String method, String path, String... headers)
            throws IOException {
        try (var socket = connect(port)) {
            return send(socket, method, path, headers);
        }
    }

    /**
     * Asks for a file that was altered until that is seen, which takes up to a second where its
     * bytes are in memory. Whatever is given until then has to be what was approved.
     */
    public static RawResponse sendUntilSeen(int port, String path, byte[] approved)
            throws IOException, InterruptedException {
        var answer = send(port, "GET", path);
        for (var tries = 0; answer.status() == 200 && tries < 300; tries++) {
            if (!Arrays.equals(answer.body(), approved)) {
                throw new AssertionError("bytes that nobody approved were given");
            }
            Thread.sleep(10);
            answer = send(port, "GET", path);
        }
        return answer;
    }

    /** The same over a connection that is there, which ends with it. */
    static RawResponse send(Socket socket, String method, String path, String... headers)
            throws IOException {
        var request =
                new StringBuilder(
                        method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort());
        for (var header : headers) {
            request.append("\r\n").append(header);
        }
        request.append("\r\nConnection: close\r\n\r\n");
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
        return read(socket.getInputStream(), method.equals("HEAD"));
    }

    public static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    public static RawResponse read(InputStream in, boolean withoutBody) throws IOException {
        var statusLine = line(in);
        var parts = statusLine.split(" ", 3);
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = withoutBody ? new byte[0] : in.readNBytes(length);
        if (!withoutBody && body.length < length) {
            throw new EOFException("the body ends after " + body.length + " of " + length);
        }
        return new RawResponse(
                Integer.parseInt(parts[1]), parts.length > 2 ? parts[2] : "", headers, body);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed after '" + line + "'");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    public JsonNode json() throws IOException {
        if ("gzip".equals(headers.get("content-encoding"))) {
            try (var plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return JSON.readTree(plain);
            }
        }
        return JSON.readTree(body);
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
