package dev.assay.scanners.signature;

import dev.assay.scanners.signature.KeyClaims.Trust;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of an npm registry: as it tells them itself under {@code -/npm/v1/keys}, or as the
 * pinned file of the Sigstore project writes them, which knows from when each is valid as well.
 */
public final class RegistryKeys {

    private static final int MOST = 100;

    private final List<RegistryKey> keys;
    private final Trust trust;

    private RegistryKeys(List<RegistryKey> keys, Trust trust) {
        this.keys = List.copyOf(keys);
        this.trust = trust;
    }

    /**
     * Reads either form.
     *
     * @throws IllegalArgumentException when it is neither; the message says why, for people
     */
    public static RegistryKeys read(byte[] document, Trust trust) {
        try {
            var listed = Bounds.object(document, "the keys document").path("keys");
            if (!listed.isArray() || listed.size() > MOST) {
                throw new DefectException(
                        Defect.FIELD_MISSING, "the keys document lists no keys, or too many");
            }
            var keys = new ArrayList<RegistryKey>();
            for (var each : listed) {
                keys.add(each.has("publicKey") ? pinned(each) : told(each));
            }
            return new RegistryKeys(keys, trust);
        } catch (DefectException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The identifiers of the keys that sign versions. */
    public List<String> signingIds() {
        return keys.stream()
                .filter(key -> key.signs(RegistryKey.SIGNS_VERSIONS))
                .map(RegistryKey::id)
                .distinct()
                .toList();
    }

    Trust trust() {
        return trust;
    }

    RegistryKey find(String id, String usage) throws DefectException {
        for (var key : keys) {
            if (key.id().equals(id) && key.signs(usage)) {
                return key;
            }
        }
        throw new DefectException(Defect.KEY_UNKNOWN, id);
    }

    private static RegistryKey told(JsonNode key) throws DefectException {
        return new RegistryKey(
                Bounds.text(key, "keyid", "a key"),
                "",
                Bounds.base64(key, "key", "a key"),
                null,
                time(key, "expires"));
    }

    private static RegistryKey pinned(JsonNode key) throws DefectException {
        var material = key.path("publicKey");
        var valid = material.path("validFor");
        return new RegistryKey(
                Bounds.text(key, "keyId", "a key"),
                Bounds.text(key, "keyUsage", "a key"),
                Bounds.base64(material, "rawBytes", "a key"),
                time(valid, "start"),
                time(valid, "end"));
    }

    private static @Nullable Instant time(JsonNode object, String name) throws DefectException {
        var member = object.path(name);
        if (member.isMissingNode() || member.isNull()) {
            return null;
        }
        try {
            return Instant.parse(member.asString(""));
        } catch (DateTimeException e) {
            // A key whose end cannot be read would be one without an end.
            throw new DefectException(Defect.FIELD_MISSING, "'" + name + "' of a key is no time");
        }
    }
}
