package dev.assay.scanners.javascript.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Hashes that are kept are those that would be made. */
class HashInputTest {

    private final HashInput input = new HashInput();

    @Test
    void moreShortInputsThanAreKeptHaveEachTheirOwnHash() throws Exception {
        for (var number = 0; number < 30_000; number++) {
            var bytes = ByteBuffer.allocate(4).putInt(number).array();

            assertThat(hash(bytes)).isEqualTo(expected(bytes));
            assertThat(hash(bytes)).isEqualTo(expected(bytes));
        }
    }

    @Test
    void inputsOfAllLengthsAroundTheLongestThatIsKeptAreHashedWhole() throws Exception {
        for (var length = 0; length < 300; length++) {
            var bytes = new byte[length];
            Arrays.fill(bytes, (byte) 7);

            assertThat(hash(bytes)).isEqualTo(expected(bytes));
            assertThat(hash(bytes)).isEqualTo(expected(bytes));
        }
    }

    private String hash(byte[] bytes) {
        for (var each : bytes) {
            input.put(each);
        }
        return input.hash();
    }

    private static String expected(byte[] bytes) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return HexFormat.of().formatHex(digest, 0, 16);
    }
}
