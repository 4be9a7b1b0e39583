package dev.assay.scanners.detonation.sinkhole;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A question of DNS (RFC 1035, section 4).
 *
 * <p>Netty's reader of them is not used: it takes names through IDN, which refuses or changes those
 * that carry something else than a host, and they matter most here.
 *
 * @param id of the message
 * @param recursion whether recursion was asked for
 * @param labels of the name, in the bytes that were sent
 * @param type of the record
 * @param kind the class, 1 for the internet
 */
record NameQuery(int id, boolean recursion, List<byte[]> labels, int type, int kind) {

    private static final int HEADER = 12;
    private static final int LONGEST_NAME = 255;

    /** The question in a message; null where it is none that can be answered. */
    static @Nullable NameQuery read(byte[] message) {
        if (message.length < HEADER
                || (message[2] & 0xf8) != 0 // an answer, or no ordinary query
                || number(message, 4) != 1) {
            return null;
        }
        var labels = new ArrayList<byte[]>();
        var at = HEADER;
        var length = 1;
        while (true) {
            if (at >= message.length) {
                return null;
            }
            var size = message[at++] & 0xff;
            if (size == 0) {
                break;
            }
            length += size + 1;
            // Above 63 are pointers, to which a first name has nothing to point.
            if (size > 63 || length > LONGEST_NAME || at + size > message.length) {
                return null;
            }
            var label = new byte[size];
            System.arraycopy(message, at, label, 0, size);
            labels.add(label);
            at += size;
        }
        if (at + 4 > message.length) {
            return null;
        }
        return new NameQuery(
                number(message, 0),
                (message[2] & 1) != 0,
                labels,
                number(message, at),
                number(message, at + 2));
    }

    /** The name in the notation of zone files, without its last dot. */
    String name() {
        var name = new StringBuilder();
        for (var label : labels) {
            if (!name.isEmpty()) {
                name.append('.');
            }
            for (var part : label) {
                var letter = part & 0xff;
                if (letter == '.' || letter == '\\') {
                    name.append('\\').append((char) letter);
                } else if (letter > ' ' && letter < 0x7f) {
                    name.append((char) letter);
                } else {
                    name.append("\\%03d".formatted(letter));
                }
            }
        }
        return name.toString();
    }

    /** The type's name (RFC 3597 for those without). */
    String typeName() {
        return switch (type) {
            case 1 -> "A";
            case 2 -> "NS";
            case 5 -> "CNAME";
            case 6 -> "SOA";
            case 10 -> "NULL";
            case 12 -> "PTR";
            case 15 -> "MX";
            case 16 -> "TXT";
            case 28 -> "AAAA";
            case 33 -> "SRV";
            case 35 -> "NAPTR";
            case 64 -> "SVCB";
            case 65 -> "HTTPS";
            case 255 -> "ANY";
            case 257 -> "CAA";
            default -> "TYPE" + type;
        };
    }

    private static int number(byte[] message, int at) {
        return (message[at] & 0xff) << 8 | message[at + 1] & 0xff;
    }
}
