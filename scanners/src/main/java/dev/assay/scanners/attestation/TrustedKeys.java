package dev.assay.scanners.attestation;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The file that says which keys are a registry's: PEM, or the document that a registry serves. */
public final class TrustedKeys {

    private static final JsonMapper JSON = new JsonMapper();

    private TrustedKeys() {}

    /**
     * Reads keys.
     *
     * @throws IllegalArgumentException when it holds none; the message is for people
     */
    public static List<TrustedKey> read(byte[] file) {
        var text = new String(file, StandardCharsets.UTF_8);
        if (!text.stripLeading().startsWith("{")) {
            return Keys.readPem(text).stream()
                    .map(each -> new TrustedKey(each, null, null))
                    .toList();
        }
        try {
            var keys = new ArrayList<TrustedKey>();
            for (var each : StrictJson.object(file, "the keys").path("keys")) {
                var pem = StrictJson.text(each, "publicKey", "a key");
                keys.add(
                        new TrustedKey(
                                Keys.readPem(pem).getFirst(),
                                time(each.path("validFrom")),
                                time(each.path("validUntil"))));
            }
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("it lists no keys");
            }
            return List.copyOf(keys);
        } catch (BrokenException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The document that {@link #read} reads. */
    public static String json(String verifier, List<TrustedKey> keys) {
        var document = JSON.createObjectNode().put("verifier", verifier);
        var listed = document.putArray("keys");
        for (var each : keys) {
            listed.addObject()
                    .put("keyId", each.keyId())
                    .put("kind", Keys.kind(each.key()))
                    .put("publicKey", Keys.pem(each.key()))
                    .put("validFrom", text(each.from()))
                    .put("validUntil", text(each.until()));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable Instant time(JsonNode at) {
        try {
            return at.isString() ? Instant.parse(at.stringValue()) : null;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a key is valid at no time that can be read", e);
        }
    }
}
