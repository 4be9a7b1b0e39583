package dev.assay.scanners.attestation;

import dev.assay.scanners.text.HostileJson;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;

/**
 * A DSSE envelope (version 1.0.2 of its specification): content, its type, and signatures over
 * both.
 *
 * @param payload what is signed
 * @param signatures whose, in the order they were added
 */
public record Envelope(String payloadType, byte[] payload, List<Signed> signatures) {

    /** The type of in-toto statements. */
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    /** Under which an envelope is served. */
    public static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

    /** Under which a bundle is served: one envelope a line. */
    public static final String BUNDLE_MEDIA_TYPE = "application/vnd.in-toto.bundle";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_SIGNATURES = 100;

    /**
     * One signature.
     *
     * @param keyId says which key to try first, and proves nothing
     */
    public record Signed(String keyId, byte[] signature) {}

    public Envelope {
        signatures = List.copyOf(signatures);
    }

    /** An in-toto statement that nobody has signed yet. */
    public static Envelope of(byte[] statement) {
        return new Envelope(IN_TOTO, statement, List.of());
    }

    /** The same with one more signature. */
    public Envelope signedBy(SigningKey key) {
        return with(new Signed(key.keyId(), key.sign(preAuthentication())));
    }

    public Envelope with(Signed signature) {
        var all = new ArrayList<>(signatures);
        all.add(signature);
        return new Envelope(payloadType, payload, all);
    }

    /** What is signed: the lengths are those of the bytes, not of the characters. */
    public byte[] preAuthentication() {
        var type = payloadType.getBytes(StandardCharsets.UTF_8);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(type);
        whole.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(payload);
        return whole.toByteArray();
    }

    /** In one line, without the end of it. */
    public String json() {
        var envelope = JSON.createObjectNode();
        envelope.put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.put("payloadType", payloadType);
        var listed = envelope.putArray("signatures");
        for (var each : signatures) {
            listed.addObject()
                    .put("keyid", each.keyId())
                    .put("sig", Base64.getEncoder().encodeToString(each.signature()));
        }
        return JSON.writeValueAsString(envelope);
    }

    static Envelope read(byte[] json) throws BrokenException {
        var envelope = StrictJson.object(json, "the envelope");
        var payloadType = StrictJson.text(envelope, "payloadType", "the envelope");
        var payload = StrictJson.base64(envelope, "payload", "the envelope");
        var listed = envelope.path("signatures");
        if (!listed.isArray()) {
            throw StrictJson.missing("the envelope lists no signatures");
        }
        if (listed.size() > MOST_SIGNATURES) {
            throw new BrokenException(
                    AttestationDefect.TOO_LARGE, "more than " + MOST_SIGNATURES + " signatures");
        }
        var signatures = new ArrayList<Signed>();
        var keys = new HashSet<String>();
        for (var each : listed) {
            var keyId = StrictJson.text(each, "keyid", "a signature");
            if (!keys.add(keyId)) {
                throw new BrokenException(
                        AttestationDefect.TWICE,
                        "two signatures by the key " + HostileJson.shown(keyId));
            }
            signatures.add(new Signed(keyId, StrictJson.base64(each, "sig", "a signature")));
        }
        return new Envelope(payloadType, payload, signatures);
    }
}
