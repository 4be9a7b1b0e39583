package dev.assay.scanners.attestation;

import org.jspecify.annotations.Nullable;

/**
 * What an attestation has to be about.
 *
 * @param purl the release, or null where the bytes alone are known
 * @param sha256 of its bytes, in hexadecimal digits
 * @param sha512 likewise
 */
public record ApprovedArtifact(@Nullable String purl, String sha256, String sha512) {}
