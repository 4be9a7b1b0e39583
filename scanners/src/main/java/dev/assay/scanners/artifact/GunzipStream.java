package dev.assay.scanners.artifact;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks gzip as Node's zlib does: members one after the other are one stream, and what follows
 * the last one is ignored. Both are legal and neither is honest in a package, so both are told.
 */
final class GunzipStream extends InputStream {

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;

    private final BufferedInputStream packed;
    private final Hazards hazards;
    private @Nullable GzipCompressorInputStream member;

    GunzipStream(BufferedInputStream packed, Hazards hazards) throws IOException {
        this.packed = packed;
        this.hazards = hazards;
        this.member = nextMember();
    }

    /** Whether a stream begins like gzip; it is left where it was. */
    static boolean isGzip(BufferedInputStream in) throws IOException {
        in.mark(2);
        var is = in.read() == MAGIC_1 && in.read() == MAGIC_2;
        in.reset();
        return is;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (member != null) {
            var count = member.read(target, offset, length);
            if (count >= 0) {
                return count;
            }
            if (isGzip(packed)) {
                hazards.add("", "the archive is several gzip streams, one behind the other");
                member = nextMember();
            } else {
                member = null;
                reportTail();
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }

    /** The member is never closed: that would close the file under the members after it. */
    private GzipCompressorInputStream nextMember() throws IOException {
        return new GzipCompressorInputStream(packed);
    }

    private void reportTail() throws IOException {
        for (var value = packed.read(); value >= 0; value = packed.read()) {
            if (value != 0) {
                hazards.add("", "there is more data behind the compressed archive");
                return;
            }
        }
    }
}
