package dev.assay.scanners.detonation.sinkhole;

import java.util.Base64;
import java.util.regex.Pattern;

/** DNS in HTTP (RFC 8484), which asks without port 53. */
final class NameOverHttp {

    private static final String TYPE = "application/dns-message";
    private static final Pattern MESSAGE = Pattern.compile("[?&]dns=([A-Za-z0-9_-]+)");

    private NameOverHttp() {}

    static boolean isAsked(Exchange exchange) {
        return exchange.headers().stream()
                .anyMatch(
                        header ->
                                (header.name().equalsIgnoreCase("content-type")
                                                || header.name().equalsIgnoreCase("accept"))
                                        && header.value().equalsIgnoreCase(TYPE));
    }

    static Reply answer(Exchange exchange, Exchange.Body body, Line line) {
        var message = body.sent().bytes();
        var query = MESSAGE.matcher(exchange.target());
        if (message.length == 0 && query.find()) {
            try {
                message = Base64.getUrlDecoder().decode(query.group(1));
            } catch (IllegalArgumentException e) {
                return new Reply(400);
            }
        }
        var server = new Place(line.to().address(), exchange.port(), exchange.host());
        var answer = NameServer.answer(message, "https", server, line.shared());
        return answer == null ? new Reply(400) : Reply.of(200, TYPE, answer);
    }
}
