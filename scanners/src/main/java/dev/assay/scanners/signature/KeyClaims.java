package dev.assay.scanners.signature;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a signature by a key of the registry says.
 *
 * @param keyId the key, as the registry names it
 * @param trust whose word makes it the registry's key
 * @param at when it was signed: the log's time, or for a registry signature the registry's own
 *     claim of when the version appeared; null where nobody says
 */
public record KeyClaims(String keyId, Trust trust, @Nullable Instant at) {

    /** Where a key comes from. */
    public enum Trust {
        /** The file of pinned keys. */
        PINNED("pinned"),
        /** The registry whose signatures they are to verify. */
        REGISTRY("the registry's own word");

        private final String words;

        Trust(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
