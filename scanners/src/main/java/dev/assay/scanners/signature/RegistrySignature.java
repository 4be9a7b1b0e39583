package dev.assay.scanners.signature;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The signatures that a registry puts beside a version's hash. */
final class RegistrySignature {

    private static final int MOST = 20;

    private RegistrySignature() {}

    /**
     * All of them have to hold, as npm itself has it: one that does not is not outvoted.
     *
     * @param signatures {@code dist.signatures} of the version
     * @param integrity {@code dist.integrity} as written, whose bytes are those that came
     * @param published when the version appeared, by the registry's word; null where it is silent
     */
    static KeyClaims verify(
            String name,
            String version,
            String integrity,
            JsonNode signatures,
            RegistryKeys keys,
            @Nullable Instant published,
            Instant now)
            throws DefectException {
        if (!signatures.isArray() || signatures.isEmpty() || signatures.size() > MOST) {
            throw new DefectException(
                    Defect.SIGNATURES_NOT_ONE, "'dist.signatures' lists none, or too many");
        }
        var content = (name + "@" + version + ":" + integrity).getBytes(StandardCharsets.UTF_8);
        // A version is never younger than now, whatever its registry claims.
        var at = published == null || published.isAfter(now) ? now : published;
        var first = "";
        for (var each : signatures) {
            var id = Bounds.text(each, "keyid", "a signature");
            var key = keys.find(id, RegistryKey.SIGNS_VERSIONS);
            key.checkValidity(at);
            key.verify(content, Bounds.base64(each, "sig", "a signature"));
            first = first.isEmpty() ? id : first;
        }
        return new KeyClaims(first, keys.trust(), published);
    }
}
