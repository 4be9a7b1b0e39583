package dev.assay.scanners.hiddentext;

/** Where a file may hide something, told from its bytes: nearly none has to be decoded for it. */
final class HiddenBytes {

    private HiddenBytes() {}

    /** Whether a hidden character stands in UTF-8 text; true as well where it is no UTF-8. */
    static boolean in(byte[] bytes) {
        return next(bytes, 0) != bytes.length;
    }

    /**
     * The offset of the first hidden character at or after an offset at which a character begins;
     * the length where there is none; and a negative number where the bytes stop being UTF-8 before
     * there is one.
     */
    static int next(byte[] bytes, int from) {
        var at = from;
        while (at < bytes.length) {
            var first = bytes[at];
            if (first >= 0) {
                if (first == 0x1b) {
                    return at;
                }
                at++;
                continue;
            }
            var length = length(first);
            var point = length == 0 ? -1 : point(bytes, at, length);
            if (point < 0) {
                return -1;
            }
            if (HiddenRuns.classOf(point) != null) {
                return at;
            }
            at += length;
        }
        return at;
    }

    /** How many bytes the character that begins at an offset has; the bytes are UTF-8. */
    static int length(byte[] bytes, int at) {
        return bytes[at] >= 0 ? 1 : length(bytes[at]);
    }

    /** The character that these bytes are, or -1: the decoder's own rules. */
    private static int point(byte[] bytes, int at, int length) {
        if (at + length > bytes.length) {
            return -1;
        }
        var point = bytes[at] & 0x7f >> length;
        for (var next = at + 1; next < at + length; next++) {
            if ((bytes[next] & 0xc0) != 0x80) {
                return -1;
            }
            point = point << 6 | bytes[next] & 0x3f;
        }
        var shortest =
                switch (length) {
                    case 2 -> 0x80;
                    case 3 -> 0x800;
                    default -> 0x10000;
                };
        var isSurrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return point < shortest || isSurrogate || point > Character.MAX_CODE_POINT ? -1 : point;
    }

    /** Of a character of several bytes, by the first of them; 0 where none begins so. */
    private static int length(byte first) {
        var value = first & 0xff;
        if (value >= 0xf0) {
            return value < 0xf8 ? 4 : 0;
        }
        if (value >= 0xe0) {
            return 3;
        }
        return value >= 0xc0 ? 2 : 0;
    }
}
