package dev.assay.scanners.attestation;

import dev.assay.scanners.text.HostileJson;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * Reads JSON within limits, and never two values under one name: whoever else reads the same
 * document may keep the other one.
 */
final class StrictJson {

    /** A closure of ten thousand packages is below it. */
    static final int LARGEST = 8 << 20;

    private static final JsonMapper JSON = HostileJson.mapper(LARGEST);

    private StrictJson() {}

    static JsonNode object(byte[] json, String what) throws BrokenException {
        if (json.length > LARGEST) {
            throw new BrokenException(
                    AttestationDefect.TOO_LARGE, what + " has more than " + LARGEST + " bytes");
        }
        try {
            var tree = JSON.readTree(json);
            if (!tree.isObject()) {
                throw new BrokenException(AttestationDefect.NOT_JSON, what + " is no JSON object");
            }
            return tree;
        } catch (JacksonException e) {
            throw new BrokenException(
                    AttestationDefect.NOT_JSON,
                    what + ": " + HostileJson.shown(e.getOriginalMessage()));
        }
    }

    /** The member that has to be there, as text that is not empty. */
    static String text(JsonNode object, String name, String what) throws BrokenException {
        var member = object.path(name);
        if (!member.isString() || member.stringValue().isEmpty()) {
            throw missing(what + " has no text '" + name + "'");
        }
        return member.stringValue();
    }

    static Instant time(JsonNode object, String name, String what) throws BrokenException {
        try {
            return Instant.parse(text(object, name, what));
        } catch (DateTimeException e) {
            throw missing(what + " has no time '" + name + "'");
        }
    }

    /** Base64 has several ways to write the same bytes, of which the one with padding counts. */
    static byte[] base64(JsonNode object, String name, String what) throws BrokenException {
        var text = text(object, name, what);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new BrokenException(
                    AttestationDefect.NOT_BASE64, what + ": '" + name + "' is not base64");
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new BrokenException(
                    AttestationDefect.NOT_BASE64,
                    what + ": '" + name + "' is base64 in another way than the usual one");
        }
        return bytes;
    }

    static BrokenException missing(String detail) {
        return new BrokenException(AttestationDefect.FIELD_MISSING, detail);
    }
}
