package dev.assay.scanners.detonation.sinkhole;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.util.NetUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One request while it comes.
 *
 * @param version as it is written in events
 * @param scheme of an absolute target, or else by the connection
 * @param host and {@code port} of the request, or else of the connection
 * @param target without scheme, host and port, where it had them
 */
record Exchange(
        HttpRequest request,
        String version,
        String scheme,
        String host,
        int port,
        String target,
        List<Header> headers,
        Keeping body) {

    static Exchange of(Line line, HttpRequest request, boolean second) {
        var scheme = line.encrypted() ? "https" : "http";
        var target = request.uri();
        var authority = request.headers().get(HttpHeaderNames.HOST, "");
        if (request.method().equals(HttpMethod.CONNECT)) {
            authority = target;
        } else if (!target.startsWith("/") && target.contains("://")) {
            // As a proxy is asked.
            var from = target.indexOf("://");
            scheme = target.substring(0, from).toLowerCase(Locale.ROOT);
            var rest = target.substring(from + 3);
            var end = end(rest);
            authority = rest.substring(0, end);
            target =
                    rest.substring(end).startsWith("/")
                            ? rest.substring(end)
                            : "/" + rest.substring(end);
        }
        var colon = authority.lastIndexOf(':');
        var port = colon > authority.lastIndexOf(']') ? port(authority.substring(colon + 1)) : -1;
        var host = port < 0 ? authority : authority.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        var headers = new ArrayList<Header>();
        for (var header : request.headers()) {
            if (!second || !isOurs(header.getKey())) {
                headers.add(new Header(header.getKey(), header.getValue()));
            }
        }
        return new Exchange(
                request,
                second ? "HTTP/2.0" : request.protocolVersion().text(),
                scheme,
                host.isEmpty() ? line.to().host() : host,
                port < 0 ? line.to().port() : port,
                target,
                List.copyOf(headers),
                new Keeping(line.shared().journal(), line.shared().limits().body()));
    }

    /**
     * The body, once it is there.
     *
     * @param decoded absent where it has no content coding that is known
     */
    record Body(Kept sent, @Nullable Kept decoded) {

        Kept readable() {
            return decoded == null ? sent : decoded;
        }
    }

    Body taken() {
        var sent = body.kept();
        return new Body(
                sent,
                ContentCoding.decoded(
                        sent, request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "")));
    }

    /** What a reply is made from. */
    Asked asked(Body body) {
        return new Asked(
                request.method().name(), scheme, host, target, headers, body.readable().bytes());
    }

    /** Where a proxy was asked to connect to. */
    Place place() {
        var address = NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
        return new Place(address ? host : "", port, address ? "" : host);
    }

    /** The number it is written down by. */
    long write(Line line, Body body, boolean whole, int answered) {
        return line.shared()
                .journal()
                .write(
                        (event, millis) ->
                                new Seen.HttpRequest(
                                        event,
                                        millis,
                                        line.number(),
                                        line.to(),
                                        scheme,
                                        host,
                                        port,
                                        line.serverName(),
                                        version,
                                        request.method().name(),
                                        target,
                                        headers,
                                        body.sent(),
                                        body.decoded(),
                                        whole,
                                        answered));
    }

    private static int end(String rest) {
        for (var at = 0; at < rest.length(); at++) {
            if ("/?#".indexOf(rest.charAt(at)) >= 0) {
                return at;
            }
        }
        return rest.length();
    }

    private static int port(String digits) {
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
    }

    /** What Netty's codec adds about a stream. */
    private static boolean isOurs(String header) {
        for (var extension : ExtensionHeaderNames.values()) {
            if (extension.text().contentEqualsIgnoreCase(header)) {
                return true;
            }
        }
        return false;
    }
}
