package dev.assay.scanners.artifact;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The frames of a zstd stream that hold content, one behind the other (RFC 8878, section 3). Frames
 * to be skipped are left out, as every decoder does: tools keep indexes in them. Only the headers
 * of frames and blocks are read here.
 */
final class ZstdFrames extends InputStream {

    /** What the decoder keeps in memory of one frame; zstd goes beyond it at its level 20. */
    static final long WINDOW = 8 << 20;

    private static final long MAGIC = 0xFD2FB528L;
    private static final long SKIPPABLE = 0x184D2A50L;
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
    private static final int[] SIZE_BYTES = {0, 2, 4, 8};
    private static final int LONGEST_HEADER = 18;

    private final BufferedInputStream packed;
    private byte[] header = {};
    private int at;
    private long left;
    private boolean lastBlock = true;
    private boolean checksum;

    ZstdFrames(BufferedInputStream packed) {
        this.packed = packed;
    }

    /** Whether a stream begins like zstd; it is left where it was. */
    static boolean isZstd(BufferedInputStream in) throws IOException {
        var magic = number(peeked(in, 4), 0, 4);
        return magic == MAGIC || isSkippable(magic);
    }

    /** The window that a stream's first frame asks for; it is left where it was. */
    static long window(BufferedInputStream in) throws IOException {
        var head = peeked(in, LONGEST_HEADER);
        return number(head, 0, 4) == MAGIC && head.length > 5 ? window(head) : 0;
    }

    private static byte[] peeked(BufferedInputStream in, int count) throws IOException {
        in.mark(count);
        var bytes = in.readNBytes(count);
        in.reset();
        return bytes;
    }

    private static boolean isSkippable(long magic) {
        return (magic & ~0xFL) == SKIPPABLE;
    }

    private static long number(byte[] bytes, int from, int count) {
        var number = 0L;
        for (var i = count - 1; i >= 0; i--) {
            number = number << 8 | (from + i < bytes.length ? bytes[from + i] & 0xff : 0);
        }
        return number;
    }

    private static boolean isSingle(int descriptor) {
        return (descriptor & 0x20) != 0;
    }

    private static int sizeBytes(int descriptor) {
        var flag = descriptor >> 6 & 3;
        return flag == 0 && isSingle(descriptor) ? 1 : SIZE_BYTES[flag];
    }

    /** Of a frame without one of its own, the size of its content. */
    private static long window(byte[] head) {
        var descriptor = head[4] & 0xff;
        if (isSingle(descriptor)) {
            var bytes = sizeBytes(descriptor);
            var size = number(head, 5 + DICTIONARY_BYTES[descriptor & 3], bytes);
            return size < 0 ? Long.MAX_VALUE : bytes == 2 ? size + 256 : size;
        }
        var base = 1L << 10 + ((head[5] & 0xff) >> 3);
        return base + base / 8 * (head[5] & 7);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == header.length && left == 0) {
            if (!next()) {
                return -1;
            }
        }
        if (at < header.length) {
            var count = Math.min(length, header.length - at);
            System.arraycopy(header, at, target, offset, count);
            at += count;
            return count;
        }
        var count = packed.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw cutOff();
        }
        left -= count;
        return count;
    }

    /** Turns to the next block, or to the next frame behind the last one. */
    private boolean next() throws IOException {
        if (!lastBlock) {
            header = exactly(3);
            at = 0;
            var block = number(header, 0, 3);
            lastBlock = (block & 1) == 1;
            // A block of one byte that repeats says how often, and is one byte here.
            left = (block >> 1 & 3) == 1 ? 1 : block >> 3;
            left += lastBlock && checksum ? 4 : 0;
            return true;
        }
        var magic = packed.readNBytes(4);
        while (magic.length == 4 && isSkippable(number(magic, 0, 4))) {
            packed.skipNBytes(number(exactly(4), 0, 4));
            magic = packed.readNBytes(4);
        }
        if (magic.length == 0) {
            return false;
        }
        if (number(magic, 0, 4) != MAGIC) {
            throw new IOException("its zstd is damaged: no frame begins where one should");
        }
        var descriptor = exactly(1);
        var kind = descriptor[0] & 0xff;
        var rest = exactly((isSingle(kind) ? 0 : 1) + DICTIONARY_BYTES[kind & 3] + sizeBytes(kind));
        header = Arrays.copyOf(magic, 5 + rest.length);
        header[4] = descriptor[0];
        System.arraycopy(rest, 0, header, 5, rest.length);
        if (window(header) > WINDOW) {
            throw new LimitExceededException(
                    "it is packed by zstd with a window of more than " + (WINDOW >> 20) + " MB");
        }
        at = 0;
        lastBlock = false;
        checksum = (kind & 4) != 0;
        return true;
    }

    private byte[] exactly(int count) throws IOException {
        var bytes = packed.readNBytes(count);
        if (bytes.length < count) {
            throw cutOff();
        }
        return bytes;
    }

    private static EOFException cutOff() {
        return new EOFException("it is cut off");
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }
}
