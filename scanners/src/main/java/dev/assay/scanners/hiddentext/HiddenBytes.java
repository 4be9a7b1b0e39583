package dev.assay.scanners.hiddentext;

/** Whether a file may hide anything, told from its bytes: nearly none has to be decoded for it. */
final class HiddenBytes {

    private HiddenBytes() {}

    /** Whether a hidden character stands in UTF-8 text; true as well where it is no UTF-8. */
    static boolean in(byte[] bytes) {
        for (var at = 0; at < bytes.length; ) {
            var first = bytes[at];
            if (first >= 0) {
                if (first == 0x1b) {
                    return true;
                }
                at++;
                continue;
            }
            var length = length(first);
            if (length == 0 || at + length > bytes.length) {
                return true;
            }
            var point = first & 0x7f >> length;
            for (var next = at + 1; next < at + length; next++) {
                if ((bytes[next] & 0xc0) != 0x80) {
                    return true;
                }
                point = point << 6 | bytes[next] & 0x3f;
            }
            if (HiddenRuns.classOf(point) != null) {
                return true;
            }
            at += length;
        }
        return false;
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
