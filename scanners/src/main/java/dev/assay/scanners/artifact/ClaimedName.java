package dev.assay.scanners.artifact;

import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/** What a package without a request behind it calls itself in its {@code package.json}. */
final class ClaimedName {

    private static final JsonMapper JSON = new JsonMapper();

    private ClaimedName() {}

    /**
     * The claimed release.
     *
     * @param fallback a file or folder name, for a package that claims nothing usable
     */
    static Purl of(Map<String, byte[]> files, String fallback) {
        var manifest = manifest(files.get("package.json"));
        var name = text(manifest.path("name"));
        var version = text(manifest.path("version"));
        if (name == null || name.isBlank()) {
            return Purl.npm(fallback.replaceAll("[^A-Za-z0-9._-]", "-"), version);
        }
        return Purl.npm(name, version);
    }

    private static JsonNode manifest(byte @Nullable [] bytes) {
        if (bytes == null) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
