package dev.assay.scanners.detonation.sinkhole;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is answered to a question of DNS: every name has an address, a mail server and a text.
 *
 * @param message to send
 * @param said the records in it, in the notation of zone files
 */
record NameAnswer(byte[] message, List<String> said) {

    private static final int SECONDS = 60;
    private static final int A = 1;
    private static final int NS = 2;
    private static final int PTR = 12;
    private static final int MX = 15;
    private static final int TXT = 16;
    private static final int SRV = 33;
    private static final int ANY = 255;
    private static final int FORMAT_ERROR = 1;

    /** In an answer, the name that was asked for: the message's only one so far. */
    private static final byte[] ASKED = {(byte) 0xc0, 12};

    private static final Pattern REVERSED =
            Pattern.compile(
                    "(?i)(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.in-addr\\.arpa");

    static NameAnswer to(NameQuery query, Names names) {
        var name = query.name();
        var data = new ByteArrayOutputStream();
        var type = query.type() == ANY ? A : query.type();
        String said;
        switch (query.kind() == 1 || query.kind() == ANY ? type : 0) {
            case A -> {
                var address = names.address(name);
                data.writeBytes(address);
                said =
                        "A %d.%d.%d.%d"
                                .formatted(
                                        address[0] & 0xff,
                                        address[1] & 0xff,
                                        address[2] & 0xff,
                                        address[3] & 0xff);
            }
            case NS -> {
                data.writeBytes(new byte[] {2, 'n', 's'});
                data.writeBytes(ASKED);
                said = "NS ns." + name;
            }
            case PTR -> {
                var host = reversed(name, names);
                for (var label : host.split("\\.")) {
                    data.write(label.length());
                    data.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
                }
                data.write(0);
                said = "PTR " + host;
            }
            case MX -> {
                // The domain itself, so that the mail is sent to an address that tells it.
                two(data, 10);
                data.writeBytes(ASKED);
                said = "MX 10 " + name;
            }
            case TXT -> {
                var text = "v=spf1 mx -all";
                data.write(text.length());
                data.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
                said = "TXT \"" + text + "\"";
            }
            case SRV -> {
                two(data, 10);
                two(data, 10);
                two(data, 443);
                // What is served is below the two labels that say what is served.
                var from = Math.min(2, query.labels().size());
                name(data, query.labels().subList(from, query.labels().size()));
                said = "SRV 10 10 443";
            }
            default -> {
                return new NameAnswer(message(query, type, null), List.of());
            }
        }
        return new NameAnswer(message(query, type, data.toByteArray()), List.of(said));
    }

    /** That a message was not understood; empty where it has not even an id. */
    static byte[] notUnderstood(byte[] message) {
        if (message.length < 2) {
            return new byte[0];
        }
        return new byte[] {
            message[0],
            message[1],
            (byte) 0x80,
            (byte) (0x80 | FORMAT_ERROR),
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0
        };
    }

    private static byte[] message(NameQuery query, int type, byte @Nullable [] data) {
        var out = new ByteArrayOutputStream();
        two(out, query.id());
        out.write(query.recursion() ? 0x81 : 0x80);
        out.write(0x80);
        two(out, 1);
        two(out, data == null ? 0 : 1);
        two(out, 0);
        two(out, 0);
        name(out, query.labels());
        two(out, query.type());
        two(out, query.kind());
        if (data != null) {
            out.writeBytes(ASKED);
            two(out, type);
            two(out, 1);
            two(out, 0);
            two(out, SECONDS);
            two(out, data.length);
            out.writeBytes(data);
        }
        return out.toByteArray();
    }

    private static String reversed(String name, Names names) {
        var asked = REVERSED.matcher(name);
        if (asked.matches()) {
            var address = new byte[4];
            for (var part = 0; part < 4; part++) {
                address[part] = (byte) Integer.parseInt(asked.group(4 - part));
            }
            var known = names.name(address);
            // Only what is a host can be written without its escapes.
            if (known.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
                return known;
            }
        }
        return "host.example";
    }

    private static void name(ByteArrayOutputStream out, List<byte[]> labels) {
        for (var label : labels) {
            out.write(label.length);
            out.writeBytes(label);
        }
        out.write(0);
    }

    private static void two(ByteArrayOutputStream out, int number) {
        out.write(number >> 8);
        out.write(number);
    }
}
