package dev.assay.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code docs/controls.csv}, as RFC 4180 writes it. */
final class ControlsTable {

    static final Path ROOT = Path.of("..");
    static final Path FILE = ROOT.resolve("docs/controls.csv");
    static final List<String> HEADER =
            List.of(
                    "row",
                    "seed",
                    "control",
                    "verdicts",
                    "answer",
                    "what Assay does",
                    "where",
                    "test");

    /** What may be answered. */
    enum Answer {
        DONE("done"),
        PARTLY("partly"),
        NOT_YET("not yet"),
        NOT_OURS("not ours");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        static Answer parse(String words) {
            return Arrays.stream(values())
                    .filter(each -> each.words.equals(words))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no answer: " + words));
        }

        @Override
        public String toString() {
            return words;
        }
    }

    record Row(
            int number,
            String seed,
            String control,
            Set<String> verdicts,
            Answer answer,
            String what,
            List<String> where,
            List<String> tests) {

        static Row of(List<String> cells) {
            return new Row(
                    Integer.parseInt(cells.getFirst()),
                    cells.get(1),
                    cells.get(2),
                    Set.of(cells.get(3).split(" ")),
                    Answer.parse(cells.get(4)),
                    cells.get(5),
                    list(cells.get(6)),
                    list(cells.get(7)));
        }

        /** Whether somebody else enforces it at run time, and nothing is to be done here. */
        boolean isForOthersAlone() {
            return Set.of("EXP", "OUT").containsAll(verdicts);
        }

        private static List<String> list(String cell) {
            return cell.isEmpty() ? List.of() : List.of(cell.split("; "));
        }
    }

    private ControlsTable() {}

    static List<Row> rows() throws IOException {
        return cells().stream().skip(1).map(Row::of).toList();
    }

    static List<List<String>> cells() throws IOException {
        var lines = new ArrayList<List<String>>();
        var line = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        var text = Files.readString(FILE);
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (quoted && c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append('"');
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            } else {
                cell.append(c);
            }
        }
        return lines;
    }

    /** How many rows of each verdict have which answer, as a table for the documentation. */
    static String counts() throws IOException {
        var all = rows();
        var byVerdict = new TreeMap<String, List<Row>>();
        all.forEach(
                row ->
                        row.verdicts()
                                .forEach(
                                        each ->
                                                byVerdict
                                                        .computeIfAbsent(
                                                                each, key -> new ArrayList<>())
                                                        .add(row)));
        var text = new StringBuilder("| | rows |");
        EnumSet.allOf(Answer.class).forEach(each -> text.append(' ').append(each).append(" |"));
        text.append("\n|---|--:|--:|--:|--:|--:|\n").append(line("all", all));
        for (Map.Entry<String, List<Row>> each : byVerdict.entrySet()) {
            text.append(line(each.getKey(), each.getValue()));
        }
        return text.toString();
    }

    private static String line(String name, List<Row> rows) {
        return "| "
                + name
                + " | "
                + rows.size()
                + " | "
                + EnumSet.allOf(Answer.class).stream()
                        .map(
                                answer ->
                                        Long.toString(
                                                rows.stream()
                                                        .filter(row -> row.answer() == answer)
                                                        .count()))
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }
}
