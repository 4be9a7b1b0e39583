package dev.assay.scanners.signature;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What an npm registry has to show for one version.
 *
 * @param integrity {@code dist.integrity} as written
 * @param sha512 of the bytes that came
 * @param signatures {@code dist.signatures} as JSON, or null where the version has none
 * @param listsAttestations whether the version's entry names attestations
 * @param othersAreSigned whether any version of the package carries a signature
 * @param othersAreAttested whether any version of the package names attestations
 * @param published when the version appeared, by the registry's word; null where it is silent
 * @param keys what the registry tells of its keys
 * @param attestations what it answered when asked for the attestations
 */
public record NpmEvidence(
        String name,
        String version,
        @Nullable String integrity,
        byte[] sha512,
        @Nullable String signatures,
        boolean listsAttestations,
        boolean othersAreSigned,
        boolean othersAreAttested,
        @Nullable Instant published,
        Answer keys,
        Answer attestations) {

    /** What a registry answered to one question. */
    public sealed interface Answer {

        /** A document. */
        record Given(byte[] body) implements Answer {}

        /** It has no such thing. */
        record None(String detail) implements Answer {}

        /** It could not be asked, or gave no usable answer. */
        record Away(String reason) implements Answer {}
    }
}
