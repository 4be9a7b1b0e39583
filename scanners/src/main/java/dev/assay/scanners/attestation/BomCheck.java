package dev.assay.scanners.attestation;

import dev.assay.scanners.text.HostileJson;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies the signature within a CycloneDX document (JSON Signature Format 0.82, one signer), from
 * keys at hand. The key within the document is compared and never believed.
 */
public final class BomCheck {

    private static final int LARGEST = 64 << 20;
    private static final JsonMapper JSON = HostileJson.mapper(LARGEST);

    /** Others leave parts of the document out, or let several sign. */
    private static final Set<String> MEMBERS = Set.of("algorithm", "keyId", "publicKey", "value");

    private final List<TrustedKey> keys;

    public BomCheck(List<TrustedKey> keys) {
        this.keys = List.copyOf(keys);
    }

    public BomVerification check(byte[] file) {
        try {
            return checked(read(file));
        } catch (BrokenException e) {
            return new Unverified.Invalid(e.defect(), String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode read(byte[] file) throws BrokenException {
        if (file.length > LARGEST) {
            throw new BrokenException(
                    AttestationDefect.TOO_LARGE, "it has more than " + LARGEST + " bytes");
        }
        try {
            if (JSON.readTree(file) instanceof ObjectNode document
                    && document.path("bomFormat").asString("").equals("CycloneDX")) {
                return document;
            }
            throw new BrokenException(
                    AttestationDefect.NOT_JSON, "it is no CycloneDX document in JSON");
        } catch (JacksonException e) {
            throw new BrokenException(
                    AttestationDefect.NOT_JSON, HostileJson.shown(e.getOriginalMessage()));
        }
    }

    private BomVerification checked(ObjectNode document) throws BrokenException {
        if (!document.has("signature")) {
            return new Unverified.Absent("the document carries no signature");
        }
        if (!(document.get("signature") instanceof ObjectNode signature)) {
            throw StrictJson.missing("the signature is no object");
        }
        for (var member : signature.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                throw new BrokenException(
                        AttestationDefect.FIELD_MISSING,
                        "the signature has a part that is not read: " + HostileJson.shown(member));
            }
        }
        var keyId = StrictJson.text(signature, "keyId", "the signature");
        var algorithm = StrictJson.text(signature, "algorithm", "the signature");
        var value = plain(signature);
        var key = trusted(keyId);
        if (key.isEmpty()) {
            throw new BrokenException(AttestationDefect.KEY_UNKNOWN, HostileJson.shown(keyId));
        }
        if (!algorithm.equals(PlainSignature.algorithm(key.get().key()))) {
            throw new BrokenException(
                    AttestationDefect.SIGNATURE_WRONG,
                    "it says "
                            + HostileJson.shown(algorithm)
                            + ", which is not what the key signs");
        }
        signature.remove("value");
        if (!holds(key.get(), CanonicalJson.of(document), value)) {
            throw new BrokenException(AttestationDefect.SIGNATURE_WRONG, "");
        }
        return new BomVerification.Verified(
                text(document.at("/metadata/component/purl")),
                text(document.path("serialNumber")),
                document.path("components").size(),
                key.get().keyId(),
                notes(key.get()));
    }

    private static boolean holds(TrustedKey key, byte[] content, byte[] value)
            throws BrokenException {
        try {
            return PlainSignature.holds(key.key(), content, value);
        } catch (SignatureException e) {
            throw new BrokenException(AttestationDefect.SIGNATURE_MALFORMED, "");
        }
    }

    private Optional<TrustedKey> trusted(String keyId) {
        return keys.stream().filter(each -> each.keyId().equals(keyId)).findFirst();
    }

    /** It says no time of its own, so whether the key had ended by then cannot be told. */
    private static List<String> notes(TrustedKey key) {
        var notes = new ArrayList<String>();
        if (key.until() != null) {
            notes.add(
                    "the key is in use no more since "
                            + key.until()
                            + ", and the document does not say when it was signed");
        }
        return notes;
    }

    private static byte[] plain(JsonNode signature) throws BrokenException {
        var text = StrictJson.text(signature, "value", "the signature");
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new BrokenException(
                    AttestationDefect.NOT_BASE64, "its value is not base64 for addresses");
        }
    }

    private static String text(JsonNode node) {
        return HostileJson.shown(node.asString(""));
    }
}
