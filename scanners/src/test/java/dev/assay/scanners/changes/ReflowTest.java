package dev.assay.scanners.changes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

final class ReflowTest {

    @Test
    void breaksStatementsAndBlocksAndLeavesShortOnesAlone() {
        assertThat(
                        lines(
                                "function a(b){if(b){return b.map(c=>({id:c.id,name:c.name}))}else{throw new Error(`no ${b.x} {}`)}return 1}"))
                .containsExactly(
                        "function a(b){",
                        "  if(b){return b.map(c=>({id:c.id,name:c.name}))}else{throw new Error(`no ${b.x} {}`)}return 1",
                        "}");
    }

    @Test
    void breaksNoTextNoTemplateAndNoRegularExpression() {
        var code =
                "function a(){let b=\"x;y{z}\",c='it\\'s;',d=`a;${e({f:1})};b`,g=/[/;{]+;/g.test(h),i=j/k;return{b,c,d,g,i,l:\"some longer text\"}}";

        assertThat(lines(code))
                .contains(
                        "  let b=\"x;y{z}\",", "  d=`a;${e({f:1})};b`,", "  g=/[/;{]+;/g.test(h),");
    }

    @Test
    void losesNothingWhateverTheCodeIs() {
        var random = new Random(7);
        var pieces = "{}()[];,`'\"/\\\n\t $ab1=>*".toCharArray();
        for (var round = 0; round < 2_000; round++) {
            var code = new StringBuilder();
            for (var length = random.nextInt(200); length > 0; length--) {
                code.append(pieces[random.nextInt(pieces.length)]);
            }
            var shown = String.join("", lines(code.toString()));
            assertThat(shown.replaceAll("\\s", ""))
                    .as(code.toString())
                    .isEqualTo(code.toString().replaceAll("\\s", ""));
        }
    }

    private static List<String> lines(String code) {
        return Reflow.lines(code).stream()
                .map(piece -> "  ".repeat(piece.depth()) + code.substring(piece.from(), piece.to()))
                .collect(Collectors.toList());
    }
}
