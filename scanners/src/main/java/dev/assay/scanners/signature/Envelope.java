package dev.assay.scanners.signature;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A DSSE envelope with its one signature.
 *
 * @param payload what is signed, as bytes
 * @param type the kind of the payload
 * @param signature as written by the signer, decoded
 */
record Envelope(byte[] payload, String type, byte[] signature) {

    static final String IN_TOTO = "application/vnd.in-toto+json";

    static Envelope read(JsonNode bundle) throws DefectException {
        var envelope = bundle.path("dsseEnvelope");
        var signatures = envelope.path("signatures");
        if (!signatures.isArray() || signatures.size() != 1) {
            throw new DefectException(
                    Defect.SIGNATURES_NOT_ONE,
                    (signatures.isArray() ? signatures.size() : 0) + " signatures");
        }
        var type = Bounds.text(envelope, "payloadType", "the envelope");
        if (!type.equals(IN_TOTO)) {
            throw new DefectException(Defect.PAYLOAD_TYPE, type);
        }
        return new Envelope(
                Bounds.base64(envelope, "payload", "the envelope"),
                type,
                Bounds.base64(signatures.get(0), "sig", "the envelope's signature"));
    }

    /** What is signed: lengths are counted in bytes (DSSE 1.0, pre-authentication encoding). */
    byte[] preAuthentication() {
        var kind = type.getBytes(StandardCharsets.UTF_8);
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(("DSSEv1 " + kind.length + " ").getBytes(StandardCharsets.UTF_8));
        encoded.writeBytes(kind);
        encoded.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        encoded.writeBytes(payload);
        return encoded.toByteArray();
    }
}
