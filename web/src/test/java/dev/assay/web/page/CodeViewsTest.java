package dev.assay.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.changes.ChangedCode;
import dev.assay.scanners.changes.ChangedCode.ChangedFunction;
import dev.assay.scanners.changes.ChangedCode.Edit;
import dev.assay.scanners.changes.ChangedCode.Line;
import dev.assay.scanners.changes.ChangedCode.Side;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

final class CodeViewsTest {

    private static final String PURL = "pkg:npm/mail@1.0.1";

    @Test
    void foldsAwayWhatDidNotChangeAndKeepsThreeLinesAround() {
        var blocks = CodeRows.of(function(40, new Edit(20, 20, 20, 21)), Map.of(), Map.of());

        assertThat(blocks).extracting(CodeView.Block::unchanged).containsExactly(17, 0, 17);
        assertThat(blocks.get(1).rows())
                .extracting(CodeView.Row::css)
                .containsExactly("same", "same", "same", "add", "same", "same", "same");
    }

    @Test
    void foldsNoHandfulOfLines() {
        var blocks = CodeRows.of(function(12, new Edit(6, 6, 6, 7)), Map.of(), Map.of());

        assertThat(blocks).singleElement();
        assertThat(blocks.getFirst().rows()).hasSize(13);
    }

    @Test
    void aLineWithAFindingIsNeverFolded() {
        var pin = new CodeView.Pin("1", "high", "Look here");
        var blocks =
                CodeRows.of(function(40, new Edit(2, 2, 2, 3)), Map.of(30, List.of(pin)), Map.of());

        var shown = blocks.stream().filter(block -> block.unchanged() == 0).toList();
        assertThat(shown.stream().flatMap(block -> block.rows().stream()))
                .anyMatch(row -> row.pins().contains(pin));
    }

    @Test
    void pinsAFindingOfMinifiedCodeToItsColumn() {
        var lines =
                List.of(
                        new Line(1, 100, "function a(){", List.of()),
                        new Line(1, 113, "  b();", List.of()),
                        new Line(1, 117, "  fetch(\"https://c.example\")", List.of()),
                        new Line(1, 144, "}", List.of()));
        var code =
                code(
                        new ChangedFunction(
                                "p1",
                                Change.ADDED,
                                false,
                                null,
                                new Side("i.js", "a", 1, 145, lines, null),
                                List.of(new Edit(0, 0, 0, 4)),
                                true));

        assertThat(new Pins(code, PURL, List.of(finding(1, 120))).lines(0)).containsOnlyKeys(2);
        assertThat(new Pins(code, PURL, List.of(finding(1, 900))).lines(0)).isEmpty();
        assertThat(new Pins(code, PURL, List.of(finding(1, 20))).lines(0)).isEmpty();
        assertThat(new Pins(code, "pkg:npm/other@1", List.of(finding(1, 120))).lines(0)).isEmpty();
    }

    @Test
    void functionsWithFindingsComeFirst() {
        var code = code(function(10, new Edit(1, 1, 1, 2)), at("z.js", 50));

        assertThat(new Pins(code, PURL, List.of(finding("z.js", 52, 1))).order())
                .containsExactly(1, 0);
    }

    private static ChangedCode code(ChangedFunction... functions) {
        return new ChangedCode(List.of(functions), 0, 0, List.of(), 0, List.of());
    }

    private static ChangedFunction at(String file, int line) {
        var lines =
                IntStream.range(0, 5)
                        .mapToObj(index -> new Line(line + index, 1, "x" + index, List.of()))
                        .toList();
        return new ChangedFunction(
                "p" + file,
                Change.ADDED,
                false,
                null,
                new Side(file, "late", line + 5, 1, lines, null),
                List.of(new Edit(0, 0, 0, 5)),
                false);
    }

    /** So many lines before, and what an edit adds. */
    private static ChangedFunction function(int lines, Edit edit) {
        var before =
                IntStream.range(0, lines)
                        .mapToObj(index -> new Line(index + 1, 1, "line " + index, List.of()))
                        .toList();
        var more = edit.newTo() - edit.newFrom() - edit.oldTo() + edit.oldFrom();
        var now =
                IntStream.range(0, lines + more)
                        .mapToObj(index -> new Line(index + 1, 1, "line " + index, List.of()))
                        .toList();
        return new ChangedFunction(
                "p0",
                Change.CHANGED,
                false,
                new Side("a.js", "f", lines, 2, before, null),
                new Side("a.js", "f", lines + more, 2, now, null),
                List.of(edit),
                false);
    }

    private static Finding finding(int line, int column) {
        return finding("i.js", line, column);
    }

    private static Finding finding(String file, int line, int column) {
        return new Finding(
                "f1",
                FindingKind.OUTBOUND_DOMAIN,
                Change.ADDED,
                Severity.HIGH,
                "c.example",
                "c.example is newly contacted",
                true,
                Via.PLAIN,
                List.of(new Evidence(PURL, file, line, column, "a", "fetch")),
                Map.of());
    }
}
