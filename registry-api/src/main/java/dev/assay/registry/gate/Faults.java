package dev.assay.registry.gate;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;

/** What is no refusal, but cannot be answered either. */
public final class Faults {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String RETRY_AFTER_SECONDS = "30";

    private Faults() {}

    /** A fault of ours: nothing is said about whether the package may be used. */
    public static GateAnswer ours(String what) {
        return unavailable("Assay's gate has a fault, this is no block: " + what);
    }

    /** The upstream registry does not answer what is passed through to it. */
    public static GateAnswer upstreamAway(String what) {
        return unavailable(what);
    }

    /** Anything else that is told in one sentence. */
    public static GateAnswer plain(int status, String sentence) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Cache-Control", "no-store");
        return told(status, sentence, headers);
    }

    /** A method that a gate does not have. */
    public static GateAnswer readOnly(String method) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Allow", "GET, HEAD");
        return told(
                405,
                "Assay's gate is read-only, so there is no "
                        + PlainText.ascii(method, 20)
                        + "; publish to your own registry instead",
                headers);
    }

    private static GateAnswer unavailable(String sentence) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Cache-Control", "no-store");
        headers.put("Retry-After", RETRY_AFTER_SECONDS);
        return told(503, sentence + "; try again in " + RETRY_AFTER_SECONDS + " s", headers);
    }

    private static GateAnswer told(
            int status, String sentence, LinkedHashMap<String, String> headers) {
        var text = PlainText.line(sentence, 400);
        var body = JSON.createObjectNode().put("status", status).put("error", text);
        return new GateAnswer(
                status,
                PlainText.ascii(text, 300),
                headers,
                new GateAnswer.Bytes(JSON.writeValueAsBytes(body)));
    }
}
