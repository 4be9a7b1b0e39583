package dev.assay.inventory.attestation;

import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The public key of somebody who signs approvals themselves. The private one is theirs alone.
 *
 * @param keyId the SHA-256 of the key
 * @param spki the key as SubjectPublicKeyInfo
 * @param title how its owner tells it from others
 * @param withdrawnAt since when it signs nothing more; null while it does
 */
public record ApproverKey(
        String keyId,
        Id accountId,
        byte[] spki,
        String title,
        Instant registeredAt,
        @Nullable Instant withdrawnAt) {}
