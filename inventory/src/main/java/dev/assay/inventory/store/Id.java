package dev.assay.inventory.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a record: 128 random bits, so that knowing one tells nothing of another.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record Id(@JsonValue String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    @JsonCreator
    public Id {
        if (!HEX.matcher(value).matches()) {
            throw new IllegalArgumentException("not an id of 32 hexadecimal digits");
        }
    }

    public static Id random() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return new Id(HexFormat.of().formatHex(bytes));
    }

    /** An id out of a URL or a form, empty where it is none. */
    public static Optional<Id> parse(String text) {
        return HEX.matcher(text).matches() ? Optional.of(new Id(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
