package dev.assay.samples;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes the few kinds of DER values that a certificate is made of. */
final class Der {

    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(0x30, joined(parts));
    }

    static byte[] set(byte[]... parts) {
        return value(0x31, joined(parts));
    }

    /** A value of a context's own tag, which holds another value. */
    static byte[] explicit(int tag, byte[] inner) {
        return value(0xa0 | tag, inner);
    }

    /** A value of a context's own tag in place of its kind. */
    static byte[] implicit(int tag, byte[] content) {
        return value(0x80 | tag, content);
    }

    static byte[] integer(long number) {
        return value(0x02, BigInteger.valueOf(number).toByteArray());
    }

    static byte[] truth() {
        return value(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] octets(byte[] content) {
        return value(0x04, content);
    }

    static byte[] bits(int unused, byte... content) {
        return value(0x03, joined(new byte[] {(byte) unused}, content));
    }

    static byte[] text(String text) {
        return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Before 2050. */
    static byte[] time(Instant at) {
        return value(0x17, UTC_TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] oid(String dotted) {
        var numbers = dotted.split("\\.");
        var out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(numbers[0]) * 40 + Integer.parseInt(numbers[1]));
        for (var at = 2; at < numbers.length; at++) {
            base128(Long.parseLong(numbers[at]), out);
        }
        return value(0x06, out.toByteArray());
    }

    private static void base128(long number, ByteArrayOutputStream out) {
        var digits = 1;
        while (number >> 7 * digits != 0) {
            digits++;
        }
        for (var digit = digits - 1; digit >= 0; digit--) {
            out.write((int) (number >> 7 * digit & 0x7f | (digit > 0 ? 0x80 : 0)));
        }
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A number in so many bytes, the highest first. */
    static byte[] fixed(long number, int bytes) {
        var out = new byte[bytes];
        for (var at = bytes - 1; at >= 0; at--) {
            out[at] = (byte) number;
            number >>= 8;
        }
        return out;
    }

    private static byte[] value(int tag, byte[] content) {
        var length = content.length;
        var size =
                length < 0x80
                        ? new byte[] {(byte) length}
                        : length < 0x100
                                ? new byte[] {(byte) 0x81, (byte) length}
                                : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
        return joined(new byte[] {(byte) tag}, size, content);
    }
}
