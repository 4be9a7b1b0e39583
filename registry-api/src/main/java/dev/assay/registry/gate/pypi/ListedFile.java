package dev.assay.registry.gate.pypi;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A file on a page of ours.
 *
 * @param version of which it is, in the normal spelling
 * @param metadata the SHA-256 of its metadata, or null where they are not offered
 * @param yanked why installers should pass it over, or null
 */
record ListedFile(
        String fileName,
        String version,
        String url,
        Map<String, String> hashes,
        @Nullable String requiresPython,
        @Nullable String metadata,
        @Nullable Long size,
        @Nullable String uploaded,
        @Nullable String yanked) {}
