package dev.assay.scanners.detonation.sinkhole;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * JSON with what most clients look for: ids, success, one result, and what they sent themselves.
 */
final class JsonAnswer {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_FIELDS = 200;
    private static final String TIME = "2026-01-01T00:00:00Z";

    private JsonAnswer() {}

    static byte[] to(Asked asked, String text, String bait) {
        return JSON.writeValueAsBytes(answer(asked, text, bait));
    }

    private static ObjectNode answer(Asked asked, String text, String bait) {
        var path = asked.path().toLowerCase(Locale.ROOT);
        var sent = sent(asked);
        if (path.contains("/.well-known/")) {
            return issuer(asked);
        }
        if (sent.has("grant_type") || path.matches(".*/(token|access_token)")) {
            return token(bait);
        }
        if (sent.has("jsonrpc")) {
            var answer = JSON.createObjectNode();
            answer.put("jsonrpc", "2.0");
            answer.set("id", sent.has("id") ? sent.get("id") : JsonNodeFactory.instance.nullNode());
            answer.set("result", common(asked, text));
            return answer;
        }
        var answer = common(asked, text);
        if (path.endsWith("/completions")) {
            var choice = answer.putArray("choices").addObject();
            choice.put("index", 0).put("text", text).put("finish_reason", "stop");
            choice.putObject("message").put("role", "assistant").put("content", text);
        } else if (path.endsWith("/messages") && sent.has("max_tokens")) {
            answer.put("role", "assistant").put("stop_reason", "end_turn");
            answer.putArray("content").addObject().put("type", "text").put("text", text);
            return answer;
        } else if (path.endsWith("/embeddings")) {
            var vector = answer.putArray("data").addObject().put("index", 0).putArray("embedding");
            for (var dimension = 0; dimension < 8; dimension++) {
                vector.add(0.125);
            }
        }
        // What was sent comes back, as of a server that keeps it, but not in place of an answer.
        var fields = 0;
        for (var field : sent.properties()) {
            if (fields++ < MOST_FIELDS && !answer.has(field.getKey())) {
                answer.set(field.getKey(), field.getValue());
            }
        }
        return answer;
    }

    private static ObjectNode common(Asked asked, String text) {
        var answer = JSON.createObjectNode();
        var id = id(asked.host() + asked.path());
        for (var name :
                new String[] {"id", "ID", "_id", "uuid", "MessageID", "message_id", "messageId"}) {
            answer.put(name, id);
        }
        answer.put("status", "ok").put("ok", true).put("success", true);
        describe(answer, asked, text);
        describe(answer.putObject("data").put("id", id), asked, text);
        for (var name : new String[] {"results", "items"}) {
            describe(answer.putArray(name).addObject().put("id", id), asked, text);
        }
        answer.put("total", 1).put("count", 1).put("has_more", false);
        answer.putNull("next").putNull("next_cursor");
        return answer;
    }

    private static void describe(ObjectNode node, Asked asked, String text) {
        node.put("url", asked.scheme() + "://" + asked.host() + asked.path());
        for (var name :
                new String[] {
                    "name", "title", "text", "content", "description", "message", "snippet"
                }) {
            node.put(name, text);
        }
        node.put("created_at", TIME).put("updated_at", TIME);
    }

    private static ObjectNode token(String bait) {
        return JSON.createObjectNode()
                .put("access_token", bait.isEmpty() ? "sinkhole-access-token" : bait)
                .put("refresh_token", "sinkhole-refresh-token")
                .put("token_type", "Bearer")
                .put("expires_in", 3_600)
                .put("scope", "");
    }

    private static ObjectNode issuer(Asked asked) {
        var base = asked.scheme() + "://" + asked.host();
        var answer =
                JSON.createObjectNode()
                        .put("issuer", base)
                        .put("authorization_endpoint", base + "/authorize")
                        .put("token_endpoint", base + "/token")
                        .put("registration_endpoint", base + "/register")
                        .put("jwks_uri", base + "/jwks")
                        .put("resource", base);
        answer.putArray("authorization_servers").add(base);
        answer.putArray("response_types_supported").add("code");
        answer.putArray("code_challenge_methods_supported").add("S256");
        return answer;
    }

    /** The fields of a body of JSON or of a form; none where it is neither. */
    private static ObjectNode sent(Asked asked) {
        var type = asked.header("Content-Type").toLowerCase(Locale.ROOT);
        var none = JSON.createObjectNode();
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return form(asked.body(), none);
        }
        if (asked.body().length == 0 || asked.body()[0] != '{' && !type.contains("json")) {
            return none;
        }
        try {
            JsonNode read = JSON.readTree(asked.body());
            return read instanceof ObjectNode object ? object : none;
        } catch (JacksonException e) {
            return none;
        }
    }

    private static ObjectNode form(byte[] body, ObjectNode into) {
        for (var pair : new String(body, StandardCharsets.UTF_8).split("&", MOST_FIELDS)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                into.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return into;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
