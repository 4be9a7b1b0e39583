package dev.assay.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Packs files as {@code npm pack} does: gzipped ustar under {@code package/}, with npm's one time
 * for every entry.
 */
final class Tarball {

    private static final int BLOCK = 512;

    /**
     * Seconds since 1970; 1985-10-26T08:15:00Z, which npm gives to every file so that packing is
     * reproducible.
     */
    private static final long MODIFIED = 499_162_500;

    private Tarball() {}

    static byte[] of(Map<String, String> files) {
        return of("package", files);
    }

    /** The same under another top folder. */
    static byte[] of(String top, Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            for (var file : new TreeMap<>(files).entrySet()) {
                var content = file.getValue().getBytes(StandardCharsets.UTF_8);
                var executable = file.getValue().startsWith("#!");
                out.write(
                        header(
                                top + "/" + file.getKey(),
                                executable ? 0755 : 0644,
                                content.length));
                out.write(content);
                out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
            }
            out.write(new byte[2 * BLOCK]);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(String path, int mode, int size) {
        return header(path, mode, size, '0', "");
    }

    /**
     * One header of any archive.
     *
     * @param type {@code 0} a file, {@code 1} and {@code 2} links, {@code 5} a folder
     * @param link where a link leads, or empty
     */
    static byte[] header(String path, int mode, int size, char type, String link) {
        var name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length > 100) {
            throw new IllegalArgumentException(
                    "a sample's path may have 100 bytes at most: " + path);
        }
        var header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, name.length);
        octal(header, 100, 7, mode);
        octal(header, 108, 7, 0);
        octal(header, 116, 7, 0);
        octal(header, 124, 11, size);
        octal(header, 136, 11, MODIFIED);
        header[156] = (byte) type;
        text(header, 157, link);
        text(header, 257, "ustar\00000");
        // The checksum is taken with its own field full of spaces.
        text(header, 148, "        ");
        var sum = 0;
        for (var octet : header) {
            sum += octet & 0xff;
        }
        octal(header, 148, 6, sum);
        header[154] = 0;
        return header;
    }

    private static void octal(byte[] header, int offset, int digits, long value) {
        text(header, offset, ("%0" + digits + "o").formatted(value));
    }

    private static void text(byte[] header, int offset, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
