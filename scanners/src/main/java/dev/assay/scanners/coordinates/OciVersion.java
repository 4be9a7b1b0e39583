package dev.assay.scanners.coordinates;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands for the version of an OCI image: a tag, a digest, or both, as in {@code
 * 1.2.0@sha256:…}. A tag moves, so only what has a digest is a release; the tag says where it
 * stands among the others.
 *
 * @param tag null where the image is named by its digest alone
 * @param digest of the manifest or index; null where a tag is yet to be resolved
 */
public record OciVersion(@Nullable String tag, @Nullable Sha256 digest) {

    private static final String SHA256 = "sha256:";
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile(SHA256 + "[0-9a-f]{64}");

    public OciVersion {
        if (tag == null && digest == null) {
            throw new IllegalArgumentException("neither a tag nor a digest");
        }
    }

    /** Reads one; empty where the text is none. */
    public static Optional<OciVersion> parse(String text) {
        var at = text.indexOf('@');
        var tag = at < 0 ? (isDigest(text) ? null : text) : text.substring(0, at);
        var digest = at < 0 ? (isDigest(text) ? text : null) : text.substring(at + 1);
        return (tag == null || isTag(tag)) && (digest == null || isDigest(digest))
                ? Optional.of(
                        new OciVersion(
                                tag,
                                digest == null
                                        ? null
                                        : new Sha256(digest.substring(SHA256.length()))))
                : Optional.empty();
    }

    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /** Whether a text is a digest of the one algorithm that is read here. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** The digest as the protocol writes it, where there is one. */
    public Optional<String> written() {
        return Optional.ofNullable(digest).map(hash -> SHA256 + hash.hex());
    }

    /** What a registry is asked for: the digest where it is known. */
    public String reference() {
        return written().orElseGet(() -> String.valueOf(tag));
    }

    @Override
    public String toString() {
        var hash = written().orElse("");
        return tag == null ? hash : hash.isEmpty() ? tag : tag + "@" + hash;
    }
}
