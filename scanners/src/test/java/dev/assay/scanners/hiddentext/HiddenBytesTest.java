package dev.assay.scanners.hiddentext;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class HiddenBytesTest {

    @Test
    void tellsOfEveryCharacterWhatTheSearchWouldTell() {
        for (var point = 1; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                var bytes =
                        ("a" + Character.toString(point) + "b").getBytes(StandardCharsets.UTF_8);
                assertThat(HiddenBytes.in(bytes))
                        .as("U+%04X", point)
                        .isEqualTo(HiddenRuns.classOf(point) != null);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xbf, 0xc3, 0xe2, 0xf0, 0xff})
    void looksIntoWhatIsNoText(int last) {
        assertThat(HiddenBytes.in(new byte[] {'a', (byte) last})).isTrue();
        assertThat(HiddenBytes.in(new byte[] {'a', (byte) last, 'b', 'c', 'd'})).isTrue();
    }
}
