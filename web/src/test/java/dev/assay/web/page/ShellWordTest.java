package dev.assay.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {

    @Test
    void leavesOrdinaryNamesAsTheyAre() {
        assertThat(ShellWord.of("@scope/name@1.2.3-rc.1+5")).isEqualTo("@scope/name@1.2.3-rc.1+5");
        assertThat(ShellWord.of("http://localhost:8081/npm/~/0f/"))
                .isEqualTo("http://localhost:8081/npm/~/0f/");
    }

    @Test
    void quotesWhatAShellWouldRun() {
        assertThat(ShellWord.of("x;rm -rf ~")).isEqualTo("'x;rm -rf ~'");
        assertThat(ShellWord.of("$(id)")).isEqualTo("'$(id)'");
        assertThat(ShellWord.of("a'b`c")).isEqualTo("'a'\\''b`c'");
    }
}
