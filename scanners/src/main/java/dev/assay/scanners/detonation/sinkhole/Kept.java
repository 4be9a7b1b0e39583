package dev.assay.scanners.detonation.sinkhole;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that came, as many as were kept.
 *
 * @param bytes the first of them
 * @param total how many there were; more than are here when some were not kept
 */
public record Kept(byte[] bytes, long total) {

    static final Kept NOTHING = new Kept(new byte[0], 0);

    /** The bytes as text, whatever in them is not UTF-8 replaced. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Kept kept
                && kept.total == total
                && Arrays.equals(kept.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Long.hashCode(total);
    }

    @Override
    public String toString() {
        return "%d of %d bytes".formatted(bytes.length, total);
    }
}
