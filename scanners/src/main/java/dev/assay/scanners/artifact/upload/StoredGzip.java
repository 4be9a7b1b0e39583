package dev.assay.scanners.artifact.upload;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * A gzip file (RFC 1952) of stored blocks (RFC 1951, 3.2.4): what compresses differs from one
 * version of a library to the next, and this is the same bytes everywhere.
 */
final class StoredGzip extends FilterOutputStream {

    /** Without name and time; 255 is "unknown" for the system. */
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final int BLOCK = 65_535;

    private final byte[] block = new byte[BLOCK];
    private final CRC32 crc = new CRC32();
    private int filled;
    private long written;
    private boolean closed;

    StoredGzip(OutputStream out) throws IOException {
        super(out);
        out.write(HEAD);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        written += length;
        var at = offset;
        for (var left = length; left > 0; ) {
            if (filled == BLOCK) {
                block(false);
            }
            var taken = Math.min(left, BLOCK - filled);
            System.arraycopy(bytes, at, block, filled, taken);
            filled += taken;
            at += taken;
            left -= taken;
        }
    }

    private void block(boolean last) throws IOException {
        out.write(last ? 1 : 0);
        little(filled, 2);
        little(~filled, 2);
        out.write(block, 0, filled);
        filled = 0;
    }

    private void little(long value, int bytes) throws IOException {
        for (var i = 0; i < bytes; i++) {
            out.write((int) (value >> 8 * i) & 0xff);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        block(true);
        little(crc.getValue(), 4);
        little(written, 4);
        out.close();
    }
}
