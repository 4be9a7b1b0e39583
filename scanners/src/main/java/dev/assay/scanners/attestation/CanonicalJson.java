package dev.assay.scanners.attestation;

import org.erdtman.jcs.JsonCanonicalizer;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The one form of a document in JSON that is signed (RFC 8785). */
public final class CanonicalJson {

    private static final JsonMapper JSON = new JsonMapper();

    private CanonicalJson() {}

    /** The bytes that are signed: of a document whose signature has no value. */
    public static byte[] of(ObjectNode document) {
        try {
            return new JsonCanonicalizer(JSON.writeValueAsBytes(document)).getEncodedUTF8();
        } catch (IOException e) {
            throw new UncheckedIOException("a document that was read has no canonical form", e);
        }
    }
}
