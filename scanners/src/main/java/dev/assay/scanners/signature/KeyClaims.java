package dev.assay.scanners.signature;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a signature by a key says.
 *
 * @param keyId the key, as the registry names it; or the fingerprint of the key that was
 *     configured, or the identity of a certificate and who vouches for it, either with a name in
 *     parentheses behind it
 * @param trust whose word makes it the right key
 * @param at when it was signed: the log's time, or for a registry signature the registry's own
 *     claim of when the version appeared, or the signer's own; null where nobody says
 * @param build what the certificate says of a build, where it is that of one; else null
 */
public record KeyClaims(
        String keyId,
        Trust trust,
        @Nullable Instant at,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BuildClaims build) {

    /** By a key, which says nothing of any build. */
    public KeyClaims(String keyId, Trust trust, @Nullable Instant at) {
        this(keyId, trust, at, null);
    }

    /** Who signed, as two signatures are compared and as pins are written. */
    public String signer() {
        var name = keyId.indexOf(" (");
        return name < 0 ? keyId : keyId.substring(0, name);
    }

    /** The same by somebody else's word. */
    KeyClaims trusted(Trust other) {
        return new KeyClaims(keyId, other, at, build);
    }

    /** Where a key comes from. */
    public enum Trust {
        /** The file of pinned keys, or what is pinned for the package. */
        PINNED("pinned"),
        /** A key that is configured, for whatever it signs. */
        CONFIGURED("a configured key, pinned for no package"),
        /** A certificate of the trusted root, which has one for anybody. */
        CERTIFICATE("the trusted root's word for who it is, pinned for no package"),
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
