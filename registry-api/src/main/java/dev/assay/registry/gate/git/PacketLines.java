package dev.assay.registry.gate.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** git's framing of lines (gitprotocol-common): four hexadecimal digits of length, then bytes. */
final class PacketLines {

    /** Lines that are none. */
    static final String FLUSH = "\0flush";

    static final String DELIMITER = "\0delimiter";

    private static final int HEAD = 4;
    private static final int LONGEST = 65_520;

    private PacketLines() {}

    /**
     * Reads all lines, without the line ends that most have.
     *
     * @throws IOException when they are none
     */
    static List<String> read(byte[] bytes) throws IOException {
        var lines = new ArrayList<String>();
        for (var at = 0; at < bytes.length; ) {
            var length = length(bytes, at);
            if (length == 0 || length == 1) {
                lines.add(length == 0 ? FLUSH : DELIMITER);
                at += HEAD;
            } else if (length < HEAD || length > LONGEST || length > bytes.length - at) {
                throw new IOException("a line of git's has a length that cannot be");
            } else {
                var text = new String(bytes, at + HEAD, length - HEAD, StandardCharsets.ISO_8859_1);
                lines.add(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
                at += length;
            }
        }
        return lines;
    }

    private static int length(byte[] bytes, int at) throws IOException {
        try {
            return bytes.length - at < HEAD
                    ? -1
                    : Integer.parseInt(new String(bytes, at, HEAD, StandardCharsets.US_ASCII), 16);
        } catch (NumberFormatException e) {
            throw new IOException("it is not framed as git frames lines", e);
        }
    }

    static byte[] write(List<String> lines) {
        var out = new ByteArrayOutputStream();
        for (var line : lines) {
            switch (line) {
                case FLUSH -> out.writeBytes(bytes("0000"));
                case DELIMITER -> out.writeBytes(bytes("0001"));
                default -> {
                    var text = bytes(line + "\n");
                    out.writeBytes(bytes(String.format("%04x", text.length + HEAD)));
                    out.writeBytes(text);
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
