package dev.assay.scanners.clr;

import java.nio.charset.StandardCharsets;

/** A part of a file, in which nothing is read beyond its end. */
final class Bytes {

    private static final int LONGEST_NAME = 8_192;

    private final byte[] file;
    private final int start;
    private final int length;

    Bytes(byte[] file) {
        this(file, 0, file.length);
    }

    private Bytes(byte[] file, int start, int length) {
        this.file = file;
        this.start = start;
        this.length = length;
    }

    int length() {
        return length;
    }

    /** A part of this part. */
    Bytes part(long from, long size) throws MalformedAssemblyException {
        if (from < 0 || size < 0 || from + size > length) {
            throw new MalformedAssemblyException("a part of it stands beyond its end");
        }
        return new Bytes(file, start + (int) from, (int) size);
    }

    int u1(long at) throws MalformedAssemblyException {
        if (at < 0 || at >= length) {
            throw new MalformedAssemblyException("it ends early");
        }
        return file[start + (int) at] & 0xff;
    }

    int u2(long at) throws MalformedAssemblyException {
        return u1(at) | u1(at + 1) << 8;
    }

    /** Unsigned, since places and sizes are. */
    long u4(long at) throws MalformedAssemblyException {
        return u2(at) | (long) u2(at + 2) << 16;
    }

    long u8(long at) throws MalformedAssemblyException {
        return u4(at) | u4(at + 4) << 32;
    }

    /** A text that ends in a zero. */
    String text(long at) throws MalformedAssemblyException {
        var end = at;
        while (u1(end) != 0) {
            if (++end - at > LONGEST_NAME) {
                throw new MalformedAssemblyException("a name of it has no end");
            }
        }
        return new String(file, start + (int) at, (int) (end - at), StandardCharsets.UTF_8);
    }

    String utf8(long at, long size) throws MalformedAssemblyException {
        var part = part(at, size);
        return new String(file, part.start, part.length, StandardCharsets.UTF_8);
    }

    String utf16(long at, long size) throws MalformedAssemblyException {
        var part = part(at, size);
        return new String(file, part.start, part.length, StandardCharsets.UTF_16LE);
    }

    /** Where what begins by a compressed length stands (II.23.2). */
    Bytes counted(long at) throws MalformedAssemblyException {
        var first = u1(at);
        if ((first & 0x80) == 0) {
            return part(at + 1, first);
        }
        if ((first & 0xc0) == 0x80) {
            return part(at + 2, (first & 0x3f) << 8 | u1(at + 1));
        }
        return part(
                at + 4,
                (long) (first & 0x1f) << 24 | u1(at + 1) << 16 | u1(at + 2) << 8 | u1(at + 3));
    }
}
