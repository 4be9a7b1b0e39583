package dev.assay.scanners.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * One 512-byte header, read as node-tar 7 reads it.
 *
 * @param path name with the ustar prefix in front, or what an extension says
 * @param linkPath a link's target, or an empty string
 * @param type the type flag; a file whose name ends in a slash is a folder
 * @param size bytes of the body
 * @param mode permission bits, set-user-id included
 * @param checksumHolds whether the header is intact
 * @param empty whether the block is all zero
 */
record TarHeader(
        String path,
        String linkPath,
        char type,
        long size,
        int mode,
        boolean checksumHolds,
        boolean empty) {

    static final int BLOCK = 512;

    private static final Pattern FROM_NUL = Pattern.compile("\0[^\n\r\u2028\u2029]*");
    private static final String FILE_TYPES = "01234567D";
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;

    static TarHeader parse(byte[] block, TarExtension own, TarExtension global) {
        var flag = (char) (block[TYPE] & 0xff);
        var type = flag == 0 ? '0' : flag;
        var applies = FILE_TYPES.indexOf(type) >= 0;
        var path = withPrefix(block, text(block, 0, 100));
        if (applies && !own.path().isEmpty()) {
            path = own.path();
        }
        if (type == '0' && path.endsWith("/")) {
            type = '5';
        }
        var link = text(block, 157, 100);
        return new TarHeader(
                path,
                applies && !own.linkPath().isEmpty() ? own.linkPath() : link,
                type,
                type == '5' ? 0 : size(block, applies, own, global),
                (int) Math.max(0, number(block, 100, 8)) & 07777,
                sum(block) == number(block, CHECKSUM, 8),
                sum(block) == 8 * ' ' && number(block, CHECKSUM, 8) < 0);
    }

    /** node-tar cuts at a NUL, and goes on after a line break behind it. */
    static String upToNul(String text) {
        return FROM_NUL.matcher(text).replaceFirst("");
    }

    boolean isFile() {
        return type == '0' || type == '7';
    }

    boolean isFolder() {
        return type == '5' || type == 'D';
    }

    boolean isLink() {
        return type == '1' || type == '2';
    }

    /** A header about the entries after it, not an entry. */
    boolean isMeta() {
        return "gxXKLN".indexOf(type) >= 0;
    }

    boolean isDevice() {
        return type == '3' || type == '4' || type == '6';
    }

    private static long size(byte[] block, boolean applies, TarExtension own, TarExtension global) {
        if (applies && own.size() >= 0) {
            return own.size();
        }
        if (applies && global.size() >= 0) {
            return global.size();
        }
        return Math.max(0, number(block, 124, 12));
    }

    private static String withPrefix(byte[] block, String name) {
        var magic = new String(block, MAGIC, 8, StandardCharsets.ISO_8859_1);
        if (!magic.equals("ustar\00000")) {
            return name;
        }
        var prefix = text(block, PREFIX, block[475] != 0 ? 155 : 130);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] block, int offset, int length) {
        return upToNul(new String(block, offset, length, StandardCharsets.UTF_8));
    }

    /** Octal digits, or base 256 where the first bit is set; -1 where it is no number. */
    private static long number(byte[] block, int offset, int length) {
        if ((block[offset] & 0x80) != 0) {
            return base256(Arrays.copyOfRange(block, offset, offset + length));
        }
        var text = text(block, offset, length).strip();
        var end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            end++;
        }
        return end == 0 ? -1 : Long.parseLong(text.substring(0, end), 8);
    }

    private static long base256(byte[] field) {
        if ((field[0] & 0xff) != 0x80) {
            return -1;
        }
        var value = 0L;
        for (var i = 1; i < field.length; i++) {
            // More than JavaScript's safe integers hold is no size that anybody means.
            if (value > 1L << 45) {
                return -1;
            }
            value = value << 8 | field[i] & 0xff;
        }
        return value;
    }

    private static int sum(byte[] block) {
        var sum = 8 * ' ';
        for (var i = 0; i < BLOCK; i++) {
            if (i < CHECKSUM || i >= TYPE) {
                sum += block[i] & 0xff;
            }
        }
        return sum;
    }
}
