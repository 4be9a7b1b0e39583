package dev.assay.scanners.signature;

import dev.assay.scanners.text.HostileJson;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a log took: without comparing it with the envelope, the entry of any other envelope would
 * do. A log keeps hashes of what it was given, so this is the only tie between the two.
 */
final class LogBody {

    private LogBody() {}

    /**
     * @param key the certificate or public key that signed the envelope, DER
     */
    static void compare(byte[] body, Envelope envelope, byte[] key)
            throws DefectException, UnsupportedException {
        var json = Bounds.object(body, "the log's entry");
        var kind =
                Bounds.text(json, "kind", "the log's entry")
                        + " "
                        + Bounds.text(json, "apiVersion", "the log's entry");
        switch (kind) {
            case "dsse 0.0.1" -> dsse(json.path("spec"), envelope, key);
            case "intoto 0.0.2" -> inToto(json.path("spec").path("content"), envelope, key);
            default ->
                    throw new UnsupportedException(
                            "the log's entry is of the kind "
                                    + HostileJson.shown(kind)
                                    + ", which is not read here");
        }
    }

    /**
     * Of a signature over a hash.
     *
     * @param sha256 what was signed
     * @param key the certificate or public key that signed it, DER
     */
    static void compare(byte[] body, byte[] sha256, byte[] signature, byte[] key)
            throws DefectException, UnsupportedException {
        var json = Bounds.object(body, "the log's entry");
        var kind =
                Bounds.text(json, "kind", "the log's entry")
                        + " "
                        + Bounds.text(json, "apiVersion", "the log's entry");
        if (!kind.equals("hashedrekord 0.0.1")) {
            throw new UnsupportedException(
                    "the log's entry is of the kind "
                            + HostileJson.shown(kind)
                            + ", which is not read here");
        }
        var spec = json.path("spec");
        var hash = spec.path("data").path("hash");
        var value = Bounds.text(hash, "value", "the log's hash");
        if (!Bounds.text(hash, "algorithm", "the log's hash").equals("sha256")
                || !value.equals(HexFormat.of().formatHex(sha256))) {
            throw new DefectException(Defect.LOG_BODY_DIFFERS, "its hash is another");
        }
        var told = spec.path("signature");
        compare(Bounds.base64(told, "content", "the log's entry"), signature, "signature");
        compare(
                pem(Bounds.base64(told.path("publicKey"), "content", "the log's entry")),
                key,
                "key");
    }

    private static void dsse(JsonNode spec, Envelope envelope, byte[] key) throws DefectException {
        payload(spec, envelope);
        var signature = only(spec.path("signatures"));
        compare(
                Bounds.base64(signature, "signature", "the log's entry"),
                envelope.signature(),
                "signature");
        compare(pem(Bounds.base64(signature, "verifier", "the log's entry")), key, "key");
    }

    private static void inToto(JsonNode content, Envelope envelope, byte[] key)
            throws DefectException {
        payload(content, envelope);
        var signature = only(content.path("envelope").path("signatures"));
        // This kind encodes the signature, which is base64 already, once more.
        var once = Bounds.base64(signature, "sig", "the log's entry");
        var twice = Bounds.base64(new String(once, StandardCharsets.ISO_8859_1));
        compare(twice == null ? once : twice, envelope.signature(), "signature");
        compare(pem(Bounds.base64(signature, "publicKey", "the log's entry")), key, "key");
    }

    private static void payload(JsonNode spec, Envelope envelope) throws DefectException {
        var hash = spec.path("payloadHash");
        var algorithm = Bounds.text(hash, "algorithm", "the log's hash of the payload");
        var value = Bounds.text(hash, "value", "the log's hash of the payload");
        if (!algorithm.equals("sha256") || !value.equals(sha256(envelope.payload()))) {
            throw new DefectException(Defect.LOG_BODY_DIFFERS, "its payload is another");
        }
    }

    private static JsonNode only(JsonNode signatures) throws DefectException {
        if (!signatures.isArray() || signatures.size() != 1) {
            throw new DefectException(Defect.LOG_BODY_DIFFERS, "it has not one signature");
        }
        return signatures.get(0);
    }

    private static void compare(byte[] logged, byte[] ours, String what) throws DefectException {
        if (!Arrays.equals(logged, ours)) {
            throw new DefectException(Defect.LOG_BODY_DIFFERS, "its " + what + " is another");
        }
    }

    private static byte[] pem(byte[] text) {
        var inner =
                new String(text, StandardCharsets.ISO_8859_1)
                        .replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            return Base64.getDecoder().decode(inner);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
