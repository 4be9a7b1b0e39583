package dev.assay.registry.bom;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;

import dev.assay.registry.attestation.DocumentSigner;
import dev.assay.scanners.attestation.CanonicalJson;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * A signature within a document, as CycloneDX has it (JSON Signature Format 0.82): over the
 * document in its canonical form (RFC 8785) with all of the signature but its value.
 */
final class JsonSignature {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonSignature() {}

    static byte[] sign(byte[] document, DocumentSigner signer) {
        var root = (ObjectNode) JSON.readTree(document);
        var signature = root.putObject("signature");
        signature.put(
                "algorithm", signer.publicKey() instanceof EdECPublicKey ? "Ed25519" : "ES256");
        signature.put("keyId", signer.keyId());
        key(signature.putObject("publicKey"), signer);
        var value = signer.sign(CanonicalJson.of(root));
        signature.put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(value));
        return JSON.writeValueAsBytes(root);
    }

    private static void key(ObjectNode into, DocumentSigner signer) {
        switch (signer.publicKey()) {
            case ECPublicKey ec -> {
                var key = new ECKey.Builder(Curve.P_256, ec).build();
                into.put("kty", "EC");
                into.put("crv", "P-256");
                into.put("x", key.getX().toString());
                into.put("y", key.getY().toString());
            }
            default -> {
                // An Ed25519 key is the end of its SubjectPublicKeyInfo (RFC 8410).
                var spki = signer.publicKey().getEncoded();
                var raw = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
                into.put("kty", "OKP");
                into.put("crv", "Ed25519");
                into.put("x", Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
            }
        }
    }
}
