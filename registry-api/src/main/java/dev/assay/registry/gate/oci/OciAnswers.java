package dev.assay.registry.gate.oci;

import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.PlainText;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers in the form of the distribution specification (errors), which is all that clients read.
 */
final class OciAnswers {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 400;

    private OciAnswers() {}

    /**
     * An error.
     *
     * @param code one of the specification, as {@code MANIFEST_UNKNOWN}
     */
    static GateAnswer error(int status, String code, String message) {
        var body = JSON.createObjectNode();
        add(body, code, message);
        return of(status, Map.of("Cache-Control", "no-store"), body);
    }

    /** What other parts of the gate answer, told as this protocol's clients read it. */
    static GateAnswer adapted(GateAnswer answer) {
        if (answer.status() < 400 || !(answer.content() instanceof GateAnswer.Bytes(var bytes))) {
            return answer;
        }
        ObjectNode body;
        try {
            body = (ObjectNode) JSON.readTree(bytes);
        } catch (JacksonException | ClassCastException e) {
            body = JSON.createObjectNode();
        }
        if (!body.path("errors").isArray()) {
            add(body, code(answer.status()), body.path("error").asString("refused"));
        }
        var adapted = of(answer.status(), answer.headers(), body);
        return new GateAnswer(
                answer.status(), answer.reason(), adapted.headers(), adapted.content());
    }

    private static GateAnswer of(int status, Map<String, String> headers, ObjectNode body) {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        all.put("Docker-Distribution-Api-Version", "registry/2.0");
        return GateAnswer.of(status, all, JSON.writeValueAsBytes(body));
    }

    private static void add(ObjectNode body, String code, String message) {
        body.putArray("errors")
                .addObject()
                .put("code", code)
                .put("message", PlainText.line(message, LONGEST));
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "UNAUTHORIZED";
            case 403 -> "DENIED";
            case 404 -> "NAME_UNKNOWN";
            case 405 -> "UNSUPPORTED";
            default -> "UNAVAILABLE";
        };
    }
}
