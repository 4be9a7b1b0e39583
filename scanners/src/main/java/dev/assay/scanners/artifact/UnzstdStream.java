package dev.assay.scanners.artifact;

import io.airlift.compress.zstd.ZstdInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks zstd. What the decoder says of damaged bytes is an {@link IOException} here, and no
 * {@link DamagedArchiveException}: what does not unpack is no layer that holds nothing.
 */
final class UnzstdStream extends InputStream {

    private final ZstdInputStream plain;

    UnzstdStream(BufferedInputStream packed) throws IOException {
        this.plain = new ZstdInputStream(new ZstdFrames(packed));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return plain.read(target, offset, length);
        } catch (RuntimeException e) {
            throw new IOException("its zstd is damaged: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
