package dev.assay.scanners.artifact;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails with {@link LimitExceededException} instead of giving more than a number of bytes. */
public final class BoundedInputStream extends FilterInputStream {

    private final String what;
    private final long limit;
    private long read;

    public BoundedInputStream(InputStream in, long limit, String what) {
        super(in);
        this.limit = limit;
        this.what = what;
    }

    long bytesRead() {
        return read;
    }

    @Override
    public int read() throws IOException {
        var value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var count = super.read(target, offset, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) throws LimitExceededException {
        read += bytes;
        if (read > limit) {
            throw new LimitExceededException(what + " exceeds " + limit + " bytes");
        }
    }
}
