package dev.assay.registry.gate.npm;

import dev.assay.scanners.artifact.npm.Dist;
import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.coordinates.Integrity;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the gate keeps of an upstream packument: enough to name the versions that are not approved.
 *
 * @param etag for asking again, null where there is none
 * @param time when each version appeared, as upstream writes it
 */
record UpstreamOutline(
        @Nullable String etag,
        Map<String, String> distTags,
        Map<String, String> time,
        Map<String, Version> versions) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What a client must know of a version to choose it, and then be told that it is refused.
     * Dependencies are left out: they would be refused first, and under the wrong name.
     */
    private static final List<String> KEPT =
            List.of("name", "version", "bin", "engines", "os", "cpu", "libc", "dist");

    /**
     * One version.
     *
     * @param manifest what is kept of its object, as JSON in UTF-8
     * @param integrity what its bytes hash to, null where upstream does not say
     */
    record Version(byte[] manifest, @Nullable Integrity integrity) {}

    static UpstreamOutline of(Packument packument) {
        var versions = new LinkedHashMap<String, Version>();
        for (var version : packument.versions()) {
            packument.manifest(version).ifPresent(each -> versions.put(version, version(each)));
        }
        return new UpstreamOutline(
                packument.etag(),
                new LinkedHashMap<>(packument.distTags()),
                new LinkedHashMap<>(packument.time()),
                versions);
    }

    private static Version version(VersionManifest manifest) {
        var kept = JSON.createObjectNode();
        for (var field : KEPT) {
            var value = manifest.tree().get(field);
            if (value != null) {
                kept.set(field, value);
            }
        }
        // npm takes both from the object, and the key of the list is what we decide by.
        kept.put("name", manifest.name()).put("version", manifest.version());
        return new Version(
                JSON.writeValueAsString(kept).getBytes(StandardCharsets.UTF_8),
                manifest.dist().flatMap(Dist::sha512).orElse(null));
    }

    /** Roughly how many bytes of memory it takes. */
    long weight() {
        var weight = 200L;
        for (var version : versions.values()) {
            weight += 250 + version.manifest().length;
        }
        return weight;
    }
}
