package dev.assay.scanners.detonation.sinkhole;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Answers requests so that whoever asks goes on: what was recorded of the host, or else something
 * of the kind that is asked for. The same request is always answered by the same bytes.
 */
final class Replies {

    private static final byte[] PIXEL =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private final SinkholeSettings settings;

    Replies(SinkholeSettings settings) {
        this.settings = settings;
    }

    Reply to(Asked asked) {
        for (var recorded : settings.recorded()) {
            if (recorded.matches(asked.host(), asked.method(), asked.target())) {
                return new Reply(recorded.status(), recorded.headers(), recorded.body());
            }
        }
        var variant = settings.variant().get();
        if (variant != Variant.PLAUSIBLE) {
            return failing(variant);
        }
        if (asked.method().equals("OPTIONS")) {
            return new Reply(
                    204,
                    List.of(
                            new Header("Allow", METHODS),
                            new Header("Access-Control-Allow-Origin", "*"),
                            new Header("Access-Control-Allow-Methods", METHODS),
                            new Header("Access-Control-Allow-Headers", "*")),
                    new byte[0]);
        }
        var bait = settings.bait().apply(asked.host());
        var text = bait.isEmpty() ? "Text of " + asked.host() : bait;
        return switch (kind(asked)) {
            case IMAGE -> Reply.of(200, "image/png", PIXEL);
            case PAGE ->
                    text(
                            "text/html; charset=utf-8",
                            "<!doctype html>\n<html><head><title>%s</title></head><body><h1>%s</h1><p>%s</p></body></html>\n"
                                    .formatted(escaped(asked.host()), escaped(asked.host()), text));
            case TEXT ->
                    text(
                            "text/plain; charset=utf-8",
                            asked.path().equals("/robots.txt")
                                    ? "User-agent: *\nAllow: /\n"
                                    : text + "\n");
            case EVENTS -> {
                var json = new String(JsonAnswer.to(asked, text, bait), StandardCharsets.UTF_8);
                yield text("text/event-stream", "data: " + json + "\n\n");
            }
            case JSON -> Reply.of(200, "application/json", JsonAnswer.to(asked, text, bait));
        };
    }

    private static Reply failing(Variant variant) {
        var body =
                "{\"error\":\"%s\",\"message\":\"%s\",\"status\":%d,\"code\":%d}"
                        .formatted(
                                variant.message(),
                                variant.message(),
                                variant.status(),
                                variant.status());
        var type = new Header("Content-Type", "application/json");
        var headers =
                switch (variant) {
                    case UNAUTHORIZED -> List.of(type, new Header("WWW-Authenticate", "Bearer"));
                    // At once, since a run has only so much time.
                    case THROTTLED -> List.of(type, new Header("Retry-After", "0"));
                    default -> List.of(type);
                };
        return new Reply(variant.status(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private enum Kind {
        JSON,
        PAGE,
        TEXT,
        EVENTS,
        IMAGE
    }

    /** What is accepted first; where everything is, what the path looks like. */
    private static Kind kind(Asked asked) {
        var accepted = asked.header("Accept").toLowerCase(Locale.ROOT);
        if (accepted.contains("json")) {
            return Kind.JSON;
        }
        if (accepted.startsWith("text/event-stream")) {
            return Kind.EVENTS;
        }
        if (accepted.startsWith("image/")) {
            return Kind.IMAGE;
        }
        if (accepted.startsWith("text/html") || accepted.startsWith("application/xhtml")) {
            return Kind.PAGE;
        }
        if (accepted.startsWith("text/")) {
            return Kind.TEXT;
        }
        var path = asked.path().toLowerCase(Locale.ROOT);
        if (path.matches(".*\\.(png|jpe?g|gif|ico|webp|svg)")) {
            return Kind.IMAGE;
        }
        if (path.matches(".*\\.(txt|md|csv|log)")) {
            return Kind.TEXT;
        }
        var isPage = path.equals("/") || path.matches(".*\\.(html?|php|aspx?)");
        return isPage && asked.method().equals("GET") ? Kind.PAGE : Kind.JSON;
    }

    private static Reply text(String type, String text) {
        return Reply.of(200, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String host) {
        return host.replace("&", "&amp;").replace("<", "&lt;");
    }
}
