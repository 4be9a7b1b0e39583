package dev.assay.scanners.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.changes.WordRun.Kind;

import org.junit.jupiter.api.Test;

final class WordRunTest {

    @Test
    void tellsWordsThatCameFromThoseThatStayed() {
        assertThat(WordRun.between("Sends a mail.", "Sends a copy of every mail."))
                .containsExactly(
                        new WordRun(Kind.SAME, "Sends a"),
                        new WordRun(Kind.ADDED, " copy of every"),
                        new WordRun(Kind.SAME, " mail."));
    }

    @Test
    void showsTheDifferenceOfTextsThatAreTooLongToBeShownWhole() {
        var same = "word ".repeat(10_000);
        var runs = WordRun.between(same + "safe", same + "hostile");

        assertThat(runs).contains(new WordRun(Kind.ADDED, "hostile"));
        assertThat(runs.getFirst().text()).contains("characters that are the same");
    }

    @Test
    void losesNothingOfEitherText() {
        var before = "one two\nthree  four; five";
        var now = "one 2\nthree four, five six";
        var runs = WordRun.between(before, now);

        assertThat(text(runs, Kind.ADDED)).isEqualTo(before);
        assertThat(text(runs, Kind.REMOVED)).isEqualTo(now);
    }

    private static String text(java.util.List<WordRun> runs, Kind without) {
        var text = new StringBuilder();
        runs.stream().filter(run -> run.kind() != without).forEach(run -> text.append(run.text()));
        return text.toString();
    }
}
