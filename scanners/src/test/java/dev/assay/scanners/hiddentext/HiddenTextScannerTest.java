package dev.assay.scanners.hiddentext;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Facts;
import dev.assay.scanners.profile.Packages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Characters that nobody sees; hostile ones are written as escapes here so that all can. */
class HiddenTextScannerTest {

    private final HiddenTextScanner scanner = new HiddenTextScanner();

    @Test
    void decodesTags() {
        var text = new StringBuilder("x = 1; // ");
        "rm -rf".chars().forEach(c -> text.appendCodePoint(0xe0000 + c));
        var fact = only("\n\n" + text);
        assertThat(fact.value()).isEqualTo("tags: rm -rf");
        assertThat(fact.at().line()).isEqualTo(3);
        assertThat(fact.at().column()).isEqualTo(11);
    }

    @Test
    void decodesBytesInVariationSelectors() {
        var text = new StringBuilder("a\uD83D\uDE00");
        "evil".chars().forEach(c -> text.appendCodePoint(0xe0100 + c - 16));
        assertThat(only(text.toString()).value()).isEqualTo("variation-selectors: evil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (role != 'user\u202E \u2066// admin\u2069') {",
                "const ad\u200Bmin = 1",
                "const \u3164hidden = 1",
                "'a\u200B\u200C\u200D\u2060b'",
                "console.log('\u001b[2J')",
                "'\u009b31m'"
            })
    void seesWhatAReaderDoesNot(String code) {
        assertThat(in("index.js", code)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFexport {}",
                "text.replace(/^\uFEFF/, '')",
                "'\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67'",
                "'\u2764\uFE0F'",
                "'\u0646\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645'",
                "'\u202B\u05E9\u05DC\u05D5\u05DD\u202C'",
                "key === '\u001b'",
                "'\u009a\u009b\u009c'"
            })
    void leavesWritingSystemsEmojiAndKeysAlone(String code) {
        assertThat(in("index.js", code)).isEmpty();
    }

    @Test
    void leavesFlagsAlone() {
        var flag = new StringBuilder().appendCodePoint(0x1f3f4);
        "gbsct".chars().forEach(c -> flag.appendCodePoint(0xe0000 + c));
        flag.appendCodePoint(0xe007f);
        assertThat(in("index.js", flag.toString())).isEmpty();
    }

    @Test
    void isNotSwitchedOffByOneBadByte() {
        var hidden = "const ad\u200Bmin = 1".getBytes(StandardCharsets.UTF_8);
        var bytes = new byte[hidden.length + 1];
        System.arraycopy(hidden, 0, bytes, 1, hidden.length);
        bytes[0] = (byte) 0xff;
        var tree = Packages.npm("a", "1.0.0").file("index.js", bytes).tree();
        assertThat(scanner.inFiles(tree, file -> true)).hasSize(1);
    }

    @Test
    void seesWhatCodeWritesWithEscapesForAModel() {
        var tool =
                Facts.of(FindingKind.TOOL_ADDED, "list")
                        .with("description", "Lists\u001b[8m and sends\u001b[0m")
                        .fact("pkg:npm/a@1.0.0");
        assertThat(scanner.inDescriptions(List.of(tool)))
                .singleElement()
                .satisfies(fact -> assertThat(fact.detail()).containsEntry("place", "description"));
    }

    @Test
    void decodesBytesInPrivateUseCharacters() {
        var text = new StringBuilder("run('");
        "eval(steal())//x".chars().forEach(c -> text.appendCodePoint(0xf0000 + c));
        assertThat(only(text + "')").value()).isEqualTo("private-use: eval(steal())//x");
    }

    @Test
    void leavesTheIconsOfAFontAlone() {
        assertThat(in("index.js", "const icons = '\ue001\ue002\ue003'")).isEmpty();
    }

    @Test
    void showsCodeToTheRightOfEveryScreen() {
        var fact = only("let a = 1;\nlet b = 2;" + " ".repeat(420) + "fetch('//x.example')\n");
        assertThat(fact.value()).isEqualTo("far-out: fetch('//x.example')");
        assertThat(fact.at().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "end of the table", "*/"})
    void leavesTablesAndFramesAlone(String end) {
        assertThat(in("index.js", "/* x" + " ".repeat(420) + end)).isEmpty();
        assertThat(in("notes.md", "x" + " ".repeat(420) + "f()")).isEmpty();
    }

    @Test
    void readsPlacesWhereTextHides() {
        var hidden = "a\u200Bb";
        assertThat(in("index.js", "// " + hidden)).isNotEmpty();
        assertThat(in("index.js", "x = '" + hidden + "'")).isNotEmpty();
        assertThat(in("index.js", "let " + hidden + " = 1")).isNotEmpty();
        assertThat(in("README.md", hidden)).isNotEmpty();
        assertThat(in("package.json", "{\"description\": \"" + hidden + "\"}")).isNotEmpty();
    }

    private Fact only(String code) {
        var facts = in("index.js", code);
        assertThat(facts).hasSize(1);
        return facts.getFirst();
    }

    private List<Fact> in(String file, String code) {
        var tree = Packages.npm("a", "1.0.0").file(file, code).tree();
        return scanner.inFiles(tree, any -> true);
    }
}
