package dev.assay.registry.shipped;

import dev.assay.scanners.coordinates.Purl;

/**
 * A package that may be the same server, for a person to say.
 *
 * @param packagePurl the other package, without a version
 * @param reason who says what
 */
public record Proposal(Purl packagePurl, String reason) {}
