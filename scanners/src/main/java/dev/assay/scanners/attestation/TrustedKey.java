package dev.assay.scanners.attestation;

import org.jspecify.annotations.Nullable;

import java.security.PublicKey;
import java.time.Instant;

/**
 * A registry's key that is believed.
 *
 * @param from since when, or null for ever
 * @param until the first moment at which it is believed no more for what is issued then; null while
 *     it is in use
 */
public record TrustedKey(PublicKey key, @Nullable Instant from, @Nullable Instant until) {

    public String keyId() {
        return Keys.id(key);
    }
}
