package dev.assay.inventory.attestation;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The public half of a key that this installation signs, or signed, with.
 *
 * @param keyId the SHA-256 of the key
 * @param spki the key as SubjectPublicKeyInfo
 * @param validUntil the first moment at which nothing is signed with it; null while it is in use
 */
public record RegistryKey(
        String keyId, byte[] spki, Instant validFrom, @Nullable Instant validUntil) {}
