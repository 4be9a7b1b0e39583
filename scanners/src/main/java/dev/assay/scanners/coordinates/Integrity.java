package dev.assay.scanners.coordinates;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A Subresource Integrity value with one SHA-512 hash, as npm's {@code dist.integrity} and lock
 * files write it (W3C SRI, section 3.5). Weaker algorithms are refused: what they name is not
 * locked.
 *
 * @param value for example {@code sha512-…==}
 */
public record Integrity(@JsonValue String value) {

    private static final Pattern SHA512 = Pattern.compile("sha512-[A-Za-z0-9+/]{86}==");

    @JsonCreator
    public Integrity {
        if (!SHA512.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no sha512 integrity value");
        }
    }

    /** The integrity value of a finished SHA-512 digest. */
    public static Integrity ofSha512(byte[] digest) {
        return new Integrity("sha512-" + Base64.getEncoder().encodeToString(digest));
    }

    @Override
    public String toString() {
        return value;
    }
}
