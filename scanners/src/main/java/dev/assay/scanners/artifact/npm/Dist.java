package dev.assay.scanners.artifact.npm;

import dev.assay.scanners.coordinates.Integrity;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a version's tarball is and what it must hash to, as the packument says.
 *
 * @param tarball the address as written
 * @param integrity all hashes as written (Subresource Integrity, separated by spaces), or null
 * @param shasum the older SHA-1 in hexadecimal, or null
 */
public record Dist(String tarball, @Nullable String integrity, @Nullable String shasum) {

    public Dist {
        Objects.requireNonNull(tarball, "tarball is null");
    }

    /** The SHA-512 among the hashes; empty where the registry gives none. */
    public Optional<Integrity> sha512() {
        if (integrity == null) {
            return Optional.empty();
        }
        for (var hash : integrity.trim().split("\\s+")) {
            // An option after '?' belongs to the syntax and never to the hash.
            var bare = hash.split("\\?", 2)[0];
            if (bare.startsWith("sha512-")) {
                try {
                    return Optional.of(new Integrity(bare));
                } catch (IllegalArgumentException e) {
                    continue;
                }
            }
        }
        return Optional.empty();
    }
}
