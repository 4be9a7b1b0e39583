package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTextTest {

    @Test
    void keepsTerminalAndDirectionControlsOut() {
        assertThat(PlainText.line("a\u001b[31mred\u0007\r\nb\u202ec\u200b", 100))
                .isEqualTo("a [31mred   b c");
    }

    @Test
    void cutsAtTheLimit() {
        assertThat(PlainText.line("abcdef", 4)).isEqualTo("abc…");
        assertThat(PlainText.line("abc", 4)).isEqualTo("abc");
    }

    @Test
    void makesReasonPhrasesOfPrintableAscii() {
        assertThat(PlainText.ascii("naïve\r\nInjected: x 漢", 100))
                .isEqualTo("na?ve  Injected: x ?");
    }
}
