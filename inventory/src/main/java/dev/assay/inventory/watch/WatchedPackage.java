package dev.assay.inventory.watch;

import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A package whose upstream is looked at.
 *
 * @param packagePurl its package URL, without a version
 * @param etag the entity tag of the last answer, for asking whether something changed
 * @param seenUnder a digest of the approvals that held when that answer was read
 * @param lookedAt when upstream was last asked, null before the first time
 * @param answeredAt when it last gave an answer that could be used
 * @param failures how many times in a row it did not
 * @param problem what was wrong the last time, or null
 */
public record WatchedPackage(
        Purl packagePurl,
        @Nullable String etag,
        @Nullable String seenUnder,
        Instant nextLookAt,
        @Nullable Instant lookedAt,
        @Nullable Instant answeredAt,
        int failures,
        @Nullable String problem) {}
