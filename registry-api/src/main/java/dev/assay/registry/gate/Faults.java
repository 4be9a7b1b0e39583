package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Purl;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is no refusal, but cannot be answered either. */
public final class Faults {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String RETRY_AFTER_SECONDS = "30";

    private Faults() {}

    /** A fault of ours: nothing is said about whether the package may be used. */
    public static GateAnswer ours(String what) {
        return unavailable(
                "Fault of Assay's gate, no block",
                "Assay's gate has a fault, this is no block: " + what);
    }

    /** Somebody asks more often than one may. */
    static GateAnswer tooMany(int seconds) {
        var wait = "; try again in " + seconds + " s";
        return told(
                429,
                "Too many requests to Assay's gate" + wait,
                "your address or your token asks Assay's gate more often than it may" + wait,
                Map.of("Cache-Control", "no-store", "Retry-After", Integer.toString(seconds)));
    }

    /** The upstream registry does not answer what is passed through to it. */
    public static GateAnswer upstreamAway(String sentence) {
        return unavailable("The upstream registry does not answer", sentence);
    }

    /**
     * Anything else.
     *
     * @param reason the reason phrase: some clients show nothing else
     * @param sentence the whole of it
     */
    public static GateAnswer plain(int status, String reason, String sentence) {
        return told(status, reason, sentence, Map.of("Cache-Control", "no-store"));
    }

    /**
     * Upstream has no such thing either.
     *
     * @param what a word for what was asked for: {@code package}
     * @param upstream what people call it: {@code upstream index}
     */
    public static GateAnswer notUpstream(String what, String upstream, Purl purl) {
        return plain(
                404,
                "No such " + what + " upstream",
                "the "
                        + upstream
                        + " has no "
                        + purl.packageName()
                        + (purl.version() == null ? "" : " " + purl.version()));
    }

    /** A method that a gate does not have. */
    public static GateAnswer readOnly(String method) {
        return told(
                405,
                "Assay's gate is read-only",
                "Assay's gate is read-only, so there is no "
                        + PlainText.ascii(method, 20)
                        + "; publish to your own registry instead",
                Map.of("Allow", "GET, HEAD"));
    }

    private static GateAnswer unavailable(String reason, String sentence) {
        return told(
                503,
                reason + "; try again in " + RETRY_AFTER_SECONDS + " s",
                sentence + "; try again in " + RETRY_AFTER_SECONDS + " s",
                Map.of("Cache-Control", "no-store", "Retry-After", RETRY_AFTER_SECONDS));
    }

    private static GateAnswer told(
            int status, String reason, String sentence, Map<String, String> more) {
        var headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", "application/json");
        var body =
                JSON.createObjectNode()
                        .put("status", status)
                        .put("error", PlainText.line(sentence, 400));
        return new GateAnswer(
                status,
                PlainText.ascii(reason, 300),
                headers,
                new GateAnswer.Bytes(JSON.writeValueAsBytes(body)));
    }
}
