package dev.assay.scanners.detonation.observed;

import dev.assay.scanners.detonation.sinkhole.Header;
import dev.assay.scanners.detonation.sinkhole.Kept;
import dev.assay.scanners.detonation.sinkhole.Seen;
import dev.assay.scanners.text.HostileJson;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes a request apart: its headers, its query and the fields of its body. */
final class SentFields {

    private static final int MOST = 500;
    private static final int LONGEST = 256 << 10;
    private static final JsonMapper JSON = HostileJson.mapper(LONGEST);

    /** How clients put requests, whatever they carry. */
    private static final Set<String> MANNERS =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "accept-encoding",
                    "keep-alive",
                    "te",
                    "upgrade",
                    "http2-settings",
                    "sec-fetch-mode",
                    "sec-fetch-dest",
                    "sec-fetch-site",
                    "sec-websocket-key",
                    "sec-websocket-version",
                    "sec-websocket-extensions",
                    "date",
                    "traceparent",
                    "x-amz-date");

    private static final Pattern PART =
            Pattern.compile(
                    "Content-Disposition:[^\\r\\n]*?\\bname=\"([^\"\\r\\n]{0,200})\"[^\\r\\n]*\\r?\\n"
                            + "(?:[^\\r\\n]+\\r?\\n)*\\r?\\n(.*?)\\r?\\n--",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final List<SentField> fields = new ArrayList<>();

    private SentFields() {}

    static List<SentField> of(Seen.HttpRequest request) {
        var found = new SentFields();
        for (var header : request.headers()) {
            if (!MANNERS.contains(header.name().toLowerCase(Locale.ROOT))
                    && !header.name().startsWith(":")) {
                found.add("headers." + canonical(header.name()), header.value());
            }
        }
        var query = request.target().indexOf('?');
        if (query >= 0) {
            found.form("query.", request.target().substring(query + 1));
        }
        var body = request.decoded() == null ? request.body() : request.decoded();
        found.body(body, type(request.headers()));
        return List.copyOf(found.fields);
    }

    /** HTTP/2 sends names in lower case; code writes {@code X-Server-Token}. */
    static String canonical(String header) {
        var words = new ArrayList<String>();
        for (var word : header.split("-")) {
            words.add(
                    word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT)
                                    + word.substring(1).toLowerCase(Locale.ROOT));
        }
        return String.join("-", words);
    }

    private static String type(List<Header> headers) {
        for (var header : headers) {
            if (header.name().equalsIgnoreCase("content-type")) {
                return header.value().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    private void body(Kept body, String type) {
        if (body.total() == 0) {
            return;
        }
        var text = body.text();
        if (type.contains("x-www-form-urlencoded")) {
            form("", text);
        } else if (type.contains("multipart/")) {
            var parts = PART.matcher(text);
            while (parts.find() && fields.size() < MOST) {
                add(parts.group(1), parts.group(2));
            }
        } else if (!json(text)) {
            add("body", text);
        }
    }

    private boolean json(String text) {
        if (text.isBlank() || "{[\"".indexOf(text.strip().charAt(0)) < 0) {
            return false;
        }
        try {
            flatten("", JSON.readTree(text));
            return true;
        } catch (JacksonException e) {
            return lines(text);
        }
    }

    /** A JSON text per line, as batches of events are sent. */
    private boolean lines(String text) {
        var before = fields.size();
        try {
            for (var line : text.split("\n")) {
                if (!line.isBlank()) {
                    flatten("", JSON.readTree(line));
                }
            }
            return true;
        } catch (JacksonException e) {
            fields.subList(before, fields.size()).clear();
            return false;
        }
    }

    private void flatten(String path, JsonNode node) {
        if (node.isObject()) {
            for (var property : node.properties()) {
                var name = property.getKey();
                flatten(path.isEmpty() ? name : path + "." + name, property.getValue());
            }
        } else if (node.isArray()) {
            // Code that builds a list names its fields without their places in it.
            node.values().forEach(each -> flatten(path, each));
        } else {
            add(path.isEmpty() ? "body" : path, node.asString(""));
        }
    }

    private void form(String prefix, String text) {
        for (var pair : text.split("&")) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                add(
                        prefix + unquoted(name),
                        equals < 0 ? "" : unquoted(pair.substring(equals + 1)));
            }
        }
    }

    private static String unquoted(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private void add(String path, String value) {
        if (fields.size() < MOST) {
            fields.add(
                    new SentField(
                            path.length() > LONGEST ? path.substring(0, LONGEST) : path,
                            value.length() > LONGEST ? value.substring(0, LONGEST) : value));
        }
    }
}
