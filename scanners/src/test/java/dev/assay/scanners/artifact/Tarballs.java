package dev.assay.scanners.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Packs tarballs byte by byte, honest and otherwise, without a library that would refuse to. Every
 * hostile archive of the tests is made here by code; none is stored.
 */
public final class Tarballs {

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    public static Tarballs tarball() {
        return new Tarballs();
    }

    public Tarballs file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public Tarballs file(String path, byte[] content) {
        return entry(path, '0', "", 0644, content);
    }

    public Tarballs link(String path, char type, String target) {
        return entry(path, type, target, 0777, new byte[0]);
    }

    public Tarballs entry(String path, char type, String target, int mode, byte[] content) {
        return raw(header(path, type, target, mode, content.length)).padded(content);
    }

    public Tarballs pax(char type, String... keysAndValues) {
        var body = new StringBuilder();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            body.append(paxLine(keysAndValues[i], keysAndValues[i + 1]));
        }
        return entry(
                "PaxHeader/x", type, "", 0644, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    public Tarballs raw(byte[] bytes) {
        tar.writeBytes(bytes);
        return this;
    }

    public Tarballs emptyBlock() {
        return raw(new byte[512]);
    }

    public Tarballs padded(byte[] content) {
        raw(content);
        return raw(new byte[-content.length & 511]);
    }

    /** The tar stream with its two empty blocks at the end. */
    public byte[] plain() {
        var copy = new ByteArrayOutputStream();
        copy.writeBytes(tar.toByteArray());
        copy.writeBytes(new byte[1024]);
        return copy.toByteArray();
    }

    /** Writes {@link #plain} without a second copy in memory. */
    public void writeTo(OutputStream out) throws IOException {
        tar.writeTo(out);
        out.write(new byte[1024]);
    }

    public byte[] gzipped() {
        return gzip(plain());
    }

    public static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** A header whose checksum holds. */
    public static byte[] header(String path, char type, String target, int mode, long size) {
        var block = new byte[512];
        put(block, 0, path.getBytes(StandardCharsets.UTF_8), 100);
        put(block, 100, ascii(String.format("%07o", mode)), 8);
        put(block, 108, ascii("0000000"), 8);
        put(block, 116, ascii("0000000"), 8);
        put(block, 124, ascii(String.format("%011o", size)), 12);
        put(block, 136, ascii("00000000000"), 12);
        block[156] = (byte) type;
        put(block, 157, target.getBytes(StandardCharsets.UTF_8), 100);
        put(block, 257, ascii("ustar\00000"), 8);
        return withChecksum(block);
    }

    public static byte[] withChecksum(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        var sum = 0;
        for (var value : block) {
            sum += value & 0xff;
        }
        put(block, 148, ascii(String.format("%06o\0 ", sum)), 8);
        return block;
    }

    private static String paxLine(String key, String value) {
        var rest = " " + key + "=" + value + "\n";
        var bytes = rest.getBytes(StandardCharsets.UTF_8).length;
        var length = bytes + 1;
        while (length != bytes + String.valueOf(length).length()) {
            length++;
        }
        return length + rest;
    }

    private static void put(byte[] block, int offset, byte[] value, int room) {
        System.arraycopy(value, 0, block, offset, Math.min(value.length, room));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
