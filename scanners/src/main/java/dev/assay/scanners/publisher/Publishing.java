package dev.assay.scanners.publisher;

import dev.assay.scanners.signature.Signatures;

/**
 * All that is known of the publication of one version.
 *
 * @param version the version
 * @param history what the registry claimed of all versions at that time
 * @param signatures what was verified of this one
 */
public record Publishing(String version, PublisherHistory history, Signatures signatures) {

    /** Where nobody was asked. */
    public static Publishing unknown(String version, String reason) {
        return new Publishing(version, PublisherHistory.unknown(), Signatures.unchecked(reason));
    }
}
