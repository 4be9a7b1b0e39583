package dev.assay.scanners.detonation.sinkhole;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Bodies that were sent packed. They are unpacked as a stream, a bounded part of which is kept. */
final class ContentCoding {

    private static final int MOST_KEPT = 256 << 10;

    /** Unpacked and counted; a body that is larger is said to be of this size. */
    private static final long MOST_READ = 16L << 20;

    private ContentCoding() {}

    /** Null where the coding is none, or is not known. */
    static @Nullable Kept decoded(Kept body, String coding) {
        return switch (coding.trim().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> read(body, true);
            case "deflate" -> read(body, false);
            default -> null;
        };
    }

    private static Kept read(Kept body, boolean gzip) {
        var bytes = body.bytes();
        // Half of the world sends "deflate" without the header that the standard asks for.
        var header = bytes.length > 1 && ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) % 31 == 0;
        var kept = new ByteArrayOutputStream();
        var total = 0L;
        var inflater = new Inflater(!header);
        var from = new ByteArrayInputStream(bytes);
        try (var in = gzip ? new GZIPInputStream(from) : new InflaterInputStream(from, inflater)) {
            var piece = new byte[8_192];
            for (var length = in.read(piece);
                    length >= 0 && total < MOST_READ;
                    length = in.read(piece)) {
                total += length;
                kept.write(piece, 0, Math.min(length, MOST_KEPT - kept.size()));
            }
        } catch (IOException e) {
            // Cut or wrong: what was there before is what can be told.
        } finally {
            inflater.end();
        }
        return new Kept(kept.toByteArray(), total);
    }
}
