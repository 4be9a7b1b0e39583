package dev.assay.scanners.coordinates;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What locks a file: a Subresource Integrity value with one hash (W3C SRI, section 3.5). npm's
 * {@code dist.integrity} and lock files promise a SHA-512. Where an ecosystem promises less, or in
 * another form, it is the SHA-256 of bytes that kept what was promised. Weaker algorithms are
 * refused: what they name is not locked.
 *
 * @param value for example {@code sha512-…==}
 */
public record Integrity(@JsonValue String value) {

    private static final String SHA256 = "sha256-";
    private static final Pattern STRONG =
            Pattern.compile("sha512-[A-Za-z0-9+/]{86}==|sha256-[A-Za-z0-9+/]{43}=");

    @JsonCreator
    public Integrity {
        if (!STRONG.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no sha512 or sha256 integrity value");
        }
    }

    /** The integrity value of a finished SHA-512 digest. */
    public static Integrity ofSha512(byte[] digest) {
        return new Integrity("sha512-" + Base64.getEncoder().encodeToString(digest));
    }

    /** The integrity value of bytes that are known by their SHA-256. */
    public static Integrity of(Sha256 digest) {
        return new Integrity(
                SHA256 + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex())));
    }

    @Override
    public String toString() {
        return value;
    }
}
