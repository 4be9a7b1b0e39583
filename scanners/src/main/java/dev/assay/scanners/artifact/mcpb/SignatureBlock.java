package dev.assay.scanners.artifact.mcpb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What stands behind the zip of a signed bundle: {@code MCPB_SIG_V1}, the length of the signature
 * (32 bits, little-endian), a detached PKCS#7 in DER, {@code MCPB_SIG_END}. It is found by its
 * length, from the end, since DER may hold either word.
 */
public sealed interface SignatureBlock {

    /** The file ends in none. */
    record None() implements SignatureBlock {}

    /**
     * There is one.
     *
     * @param content how many bytes stand before it: the bundle itself
     * @param der the signature
     */
    record Found(long content, byte[] der) implements SignatureBlock {}

    /** The file ends as if there were one, and nothing fits. */
    record Damaged(String reason) implements SignatureBlock {}

    byte[] BEGIN = "MCPB_SIG_V1".getBytes(StandardCharsets.US_ASCII);
    byte[] END = "MCPB_SIG_END".getBytes(StandardCharsets.US_ASCII);

    /** A signature with a long chain of certificates has some ten kilobytes. */
    int LARGEST = 256 << 10;

    static SignatureBlock of(Path bundle) throws IOException {
        try (var channel = FileChannel.open(bundle)) {
            var size = channel.size();
            var from = Math.max(0, size - LARGEST);
            var tail = ByteBuffer.allocate((int) (size - from)).order(ByteOrder.LITTLE_ENDIAN);
            while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
                // On to the end.
            }
            return in(tail.flip(), from);
        }
    }

    private static SignatureBlock in(ByteBuffer tail, long from) {
        var bytes = new byte[tail.remaining()];
        tail.get(0, bytes);
        var end = bytes.length - END.length;
        if (end < 0 || !is(bytes, end, END)) {
            return new None();
        }
        for (var at = end - BEGIN.length - Integer.BYTES; at >= 0; at--) {
            var begin = at + BEGIN.length + Integer.BYTES;
            if (is(bytes, at, BEGIN) && tail.getInt(at + BEGIN.length) == end - begin) {
                return new Found(from + at, Arrays.copyOfRange(bytes, begin, end));
            }
        }
        return new Damaged(
                "it ends in MCPB_SIG_END, and no signature of the length it says, or of less than "
                        + LARGEST
                        + " bytes, stands before that");
    }

    private static boolean is(byte[] bytes, int at, byte[] word) {
        return at >= 0
                && at + word.length <= bytes.length
                && Arrays.equals(bytes, at, at + word.length, word, 0, word.length);
    }

    /** How many bytes the block has. */
    static int length(Found found) {
        return BEGIN.length + Integer.BYTES + found.der().length + END.length;
    }
}
