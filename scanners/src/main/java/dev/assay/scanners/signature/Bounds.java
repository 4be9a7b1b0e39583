package dev.assay.scanners.signature;

import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Base64;

/**
 * Reads hostile JSON within limits, and never two values under one name: whoever else reads the
 * same document may keep the other one.
 */
final class Bounds {

    /** The real ones are below 20 kB. */
    static final int LARGEST = 1 << 20;

    private static final JsonMapper JSON = HostileJson.mapper(LARGEST);

    private Bounds() {}

    static JsonNode object(byte[] json, String what) throws DefectException {
        if (json.length > LARGEST) {
            throw new DefectException(
                    Defect.TOO_LARGE, what + " has more than " + LARGEST + " bytes");
        }
        try {
            var tree = JSON.readTree(json);
            if (!tree.isObject()) {
                throw new DefectException(Defect.NOT_JSON, what + " is no JSON object");
            }
            return tree;
        } catch (JacksonException e) {
            throw new DefectException(Defect.NOT_JSON, what + ": " + e.getOriginalMessage());
        }
    }

    /** The member that has to be there, as text that is not empty. */
    static String text(JsonNode object, String name, String what) throws DefectException {
        var member = object.path(name);
        if (!member.isString() || member.stringValue().isEmpty()) {
            throw new DefectException(Defect.FIELD_MISSING, what + " has no text '" + name + "'");
        }
        return member.stringValue();
    }

    static byte[] base64(JsonNode object, String name, String what) throws DefectException {
        var text = text(object, name, what);
        var bytes = base64(text);
        if (bytes == null) {
            throw new DefectException(
                    Defect.FIELD_MISSING, what + ": '" + name + "' is not base64");
        }
        return bytes;
    }

    static byte @Nullable [] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whole numbers are written as texts in Sigstore's JSON, and by some as numbers. */
    static long number(JsonNode object, String name, String what) throws DefectException {
        var member = object.path(name);
        try {
            if (member.isIntegralNumber() && member.canConvertToLong()) {
                return member.longValue();
            }
            if (member.isString()) {
                return Long.parseLong(member.stringValue());
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new DefectException(Defect.FIELD_MISSING, what + " has no number '" + name + "'");
    }
}
