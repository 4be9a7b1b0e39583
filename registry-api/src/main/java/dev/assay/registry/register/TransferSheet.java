package dev.assay.registry.register;

import dev.assay.inventory.record.ServerRecord;

import java.util.ArrayList;
import java.util.List;

/**
 * One transfer risk assessment to be finished by people: one importer in one country, since the
 * ICO's tool takes no more in one.
 *
 * @param title what tells it from the server's other ones
 */
public record TransferSheet(String title, List<Row> rows) {

    public static final List<Column> COLUMNS =
            List.of(
                    new Column("question", "Question"),
                    new Column("asked", "Asked"),
                    new Column("answer", "Answer"));

    private static final TransferForm FORM = TransferForm.NEWEST;

    public TransferSheet {
        rows = List.copyOf(rows);
    }

    /**
     * Those of a server for which an assessment is needed, or of which nobody knows whether one is.
     */
    public static List<TransferSheet> of(ServerRecord server, Surroundings around) {
        var register = new TransferRegister();
        var columns = register.columns().stream().map(Column::key).toList();
        var sheets = new ArrayList<TransferSheet>();
        for (var row : register.rows(server, around)) {
            var needed = row.cells().get(columns.indexOf("assessment-needed"));
            if (!needed.words().equals(List.of("no"))) {
                var title =
                        (sheets.size() + 1)
                                + " "
                                + row.cells().get(columns.indexOf("host")).text()
                                + ", "
                                + country(row.cells().get(columns.indexOf("country")));
                sheets.add(new TransferSheet(title, rows(row, columns)));
            }
        }
        return sheets;
    }

    private static String country(Cell cell) {
        return cell.words().isEmpty() ? "country unknown" : cell.text();
    }

    private static List<Row> rows(Row transfer, List<String> columns) {
        var rows = new ArrayList<Row>();
        rows.add(
                new Row(
                        List.of(
                                Cell.verified(FORM.title()),
                                Cell.verified(FORM.id() + " " + FORM.version()),
                                Cell.verified(FORM.follows().strip()))));
        for (var question : FORM.questions()) {
            for (var line : question.lines()) {
                rows.add(
                        new Row(
                                List.of(
                                        Cell.verified(question.title()),
                                        Cell.verified(line.asked()),
                                        answer(line, transfer, columns))));
            }
        }
        return rows;
    }

    private static Cell answer(TransferForm.Line line, Row transfer, List<String> columns) {
        return line.column() == null
                ? Cell.unknown("to be answered by people")
                : transfer.cells().get(columns.indexOf(line.column()));
    }
}
