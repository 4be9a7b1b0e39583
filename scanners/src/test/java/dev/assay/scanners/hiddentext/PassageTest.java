package dev.assay.scanners.hiddentext;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** What is found in the passages of a file is what is found in the whole of it. */
class PassageTest {

    private static final List<String> PIECES =
            List.of(
                    "a",
                    "b c;\n",
                    "\u00e9",
                    "\u4e2d",
                    "\ud83d\ude00",
                    "\u05d0",
                    "\u200b",
                    "\u200b\u200c\u200d",
                    "\u202e",
                    "\ufeff",
                    "\u001b",
                    "\u001b[2J",
                    "\udb40\udc72",
                    "\ud83c\udff4",
                    "\ufe01",
                    "x".repeat(399),
                    "\u4e2d".repeat(133),
                    "\n" + " y".repeat(500));

    @Test
    void whatIsFoundDoesNotDependOnHowMuchOfTheFileIsDecoded() {
        var random = new Random(7);
        for (var round = 0; round < 3000; round++) {
            var text = new StringBuilder();
            for (var piece = random.nextInt(1, 30); piece > 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(found(Passage.around(bytes)))
                    .isEqualTo(found(List.of(Passage.of(text.toString()))));
        }
    }

    @Test
    void decodesOnlyWhatIsAroundHiddenCharacters() {
        var text = "x".repeat(100_000) + "ad\u200bmin" + "x".repeat(100_000);
        var passages = Passage.around(text.getBytes(StandardCharsets.UTF_8));
        assertThat(passages).singleElement();
        assertThat(passages.getFirst().text()).hasSizeLessThan(1_000);
    }

    @Test
    void whatIsNoTextHasNoPassages() {
        // An overlong slash, half of a surrogate pair, a beginning without its end.
        for (var bad : List.of("\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00e2\u0080")) {
            var bytes = ("\u001b[2J " + bad).getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Passage.around(bytes)).isNull();
        }
    }

    private static List<String> found(List<Passage> passages) {
        return passages.stream()
                .flatMap(
                        passage ->
                                HiddenRuns.in(passage.text()).stream()
                                        .map(
                                                run ->
                                                        run.hiddenClass()
                                                                + run.decoded()
                                                                + passage.lineOf(run.start())
                                                                + ":"
                                                                + passage.columnOf(run.start())))
                .toList();
    }
}
