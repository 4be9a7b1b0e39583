package dev.assay.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void namesWhatNoReaderSees() {
        assertThat(VisibleText.of("a\u202Eb")).isEqualTo("a⟨U+202E⟩b");
        assertThat(VisibleText.of("zero\u200Bwidth\uFEFF")).isEqualTo("zero⟨U+200B⟩width⟨U+FEFF⟩");
        assertThat(VisibleText.of("tag\uDB40\uDC41")).isEqualTo("tag⟨U+E0041⟩");
        assertThat(VisibleText.of("\u001B[31mred\u0000")).isEqualTo("⟨U+001B⟩[31mred⟨U+0000⟩");
        assertThat(VisibleText.of("half\uD800")).isEqualTo("half⟨U+D800⟩");
        assertThat(VisibleText.of("x\u3164y\u115F\uFE0F")).isEqualTo("x⟨U+3164⟩y⟨U+115F⟩⟨U+FE0F⟩");
    }

    @Test
    void leavesWhatPeopleWriteAsItIs() {
        for (var text : new String[] {"", "plain\n\tcode", "Zürich, 東京, кириллица", "été 🎉"}) {
            assertThat(VisibleText.of(text)).isEqualTo(text);
        }
    }
}
