package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.Evidence;

import org.junit.jupiter.api.Test;

import java.util.Random;

class CodeExcerptTest {

    @Test
    void keepsTheLinesOfWrittenCodeWithoutTheirCommonIndentation() {
        assertThat(
                        marked(
                                """
                                async function send(to) {
                                    const message = { to };
                                    if (to) {
                                        message.@bcc = 'x';
                                    }

                                    return post(message);
                                }
                                function other() {}
                                """))
                .isEqualTo(
                        """
                        const message = { to };
                        if (to) {
                            message.@bcc = 'x';
                        }

                        return post(message);""");
    }

    @Test
    void givesMinifiedCodeALineForEachStatement() {
        var code =
                "var z=9;".repeat(100)
                        + "function a(t){var e={to:t,n:1};if(t){e.@bcc=\"a;b}\";return r(e)}for(;;){}}"
                        + "var y=8;".repeat(100);
        assertThat(marked(code))
                .startsWith(
                        """
                        …if(t){
                          e.@bcc="a;b}";
                          return r(e)
                        }
                        for(;;){""")
                .contains("\nvar y=8;\nvar y=8;\n");
    }

    @Test
    void showsAPlaceInAnEndlessText() {
        var code = "x".repeat(5_000) + "@" + "x".repeat(5_000);
        var shown = marked(code);
        assertThat(shown).startsWith("…xxx").contains("x@x");
        assertThat(shown.length()).isEqualTo(Evidence.MAX_EXCERPT + 1);
    }

    @Test
    void marksThePlaceAfterTabsAndAtTheEnd() {
        assertThat(marked("\t\ta\t= @1;\n\tb")).isEqualTo("  a  = @1;\nb");
        assertThat(marked("@")).isEqualTo("@");
        assertThat(marked("a\r\nb@\r\nc")).isEqualTo("a\nb@\nc");
    }

    @Test
    void isBoundedAndMarksTheSameCharacterWhateverTheCodeIs() {
        var random = new Random(7);
        var letters = "ab{}()[];,'\"`\\ \n\n\t=>/\uD83D\uDE00é";
        for (var round = 0; round < 20_000; round++) {
            var code = new StringBuilder();
            for (var left = random.nextInt(700); left > 0; left--) {
                var c = letters.charAt(random.nextInt(letters.length()));
                code.append(c == '\n' && round % 2 == 0 ? ' ' : c);
            }
            var at = random.nextInt(code.length() + 1);
            var excerpt = CodeExcerpt.of(code.toString(), at);
            assertThat(excerpt.text().length()).isLessThanOrEqualTo(Evidence.MAX_EXCERPT);
            assertThat(excerpt.mark()).isBetween(0, excerpt.text().length());
            if (at < code.length() && !Character.isWhitespace(code.charAt(at))) {
                assertThat(excerpt.text().charAt(excerpt.mark())).isEqualTo(code.charAt(at));
            }
        }
    }

    /** The excerpt of code in which {@code @} says where the place is, with the place said so. */
    private static String marked(String code) {
        var at = code.indexOf('@');
        var excerpt = CodeExcerpt.of(code.substring(0, at) + code.substring(at + 1), at);
        return new StringBuilder(excerpt.text()).insert(excerpt.mark(), '@').toString();
    }
}
