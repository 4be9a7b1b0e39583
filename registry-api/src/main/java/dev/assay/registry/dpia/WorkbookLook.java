package dev.assay.registry.dpia;

import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Worksheet;

import java.util.List;
import java.util.Locale;

/** What a workbook looks like: a head that stays, a filter, widths, colours beside the words. */
final class WorkbookLook {

    /** Excel takes no header or footer longer than this. */
    private static final int LONGEST_FOOTER = 240;

    private static final int MOST_ON_A_PAGE = 14;
    private static final double LINE = 14.5;
    private static final double HEAD = 3 * LINE;
    private static final int MOST_LINES = 12;

    private static final List<String> WIDE =
            List.of(
                    "purpose",
                    "workflow",
                    "why",
                    "reason",
                    "description",
                    "measure",
                    "impact",
                    "words",
                    "answer",
                    "condition",
                    "control",
                    "evidence",
                    "told",
                    "risk",
                    "says",
                    "consult",
                    "expectation",
                    "step",
                    "how",
                    "individuals",
                    "confirmed",
                    "registry",
                    "retention",
                    "source");

    private WorkbookLook() {}

    static void on(Worksheet to, Sheet sheet, int rows, String pin) {
        var columns = sheet.columns();
        for (var column = 0; column < columns.size(); column++) {
            to.width(column, width(columns.get(column)));
            to.value(0, column, columns.get(column));
            to.style(0, column)
                    .bold()
                    .wrapText(true)
                    .verticalAlignment("top")
                    .fillColor("E4E7EB")
                    .set();
        }
        to.rowHeight(0, HEAD);
        to.freezePane(sheet.columns().getFirst().equals("Server") ? 1 : 0, 1);
        if (rows > 0) {
            to.setAutoFilter(0, 0, Math.min(rows, Worksheet.MAX_ROWS - 1), columns.size() - 1);
        }
        to.repeatRows(0);
        to.pageOrientation("landscape");
        to.paperSize(PaperSize.A4_PAPER);
        if (columns.size() <= MOST_ON_A_PAGE) {
            to.setFitToPage(true);
            to.fitToWidth((short) 1);
            to.fitToHeight((short) 0);
        } else {
            // Squeezed onto one page nobody could read it; the first two columns go along instead.
            to.pageScale(65);
            to.repeatCols(0, 1);
        }
        to.header(unmarked(sheet.name()), Position.LEFT, 8);
        var foot = unmarked(pin);
        to.footer(
                foot.length() > LONGEST_FOOTER ? foot.substring(0, LONGEST_FOOTER) : foot,
                Position.LEFT,
                7);
        to.footer("&P / &N", Position.RIGHT, 7);
    }

    /** An ampersand begins a field in headers and footers. */
    static String unmarked(String text) {
        return Plain.xml(text).replace("&", "&&");
    }

    static void on(Worksheet to, int row, int column, Mark mark) {
        var style = to.style(row, column).wrapText(true).verticalAlignment("top");
        switch (mark) {
            case UNKNOWN, UNANSWERED -> style.fillColor("FFE3E3").set();
            case PROPOSED -> style.fillColor("FFF8E1").set();
            case STATED, DECLARED -> style.fillColor("F1F5F9").set();
            case VERIFIED, WRITTEN, PLAIN -> style.set();
        }
    }

    /**
     * The words of a cell, with its mark where it is not verified, so that colour is never alone.
     */
    static String words(Cell cell) {
        return switch (cell.mark()) {
            case PLAIN, VERIFIED, UNKNOWN, UNANSWERED -> cell.words();
            case DECLARED -> cell.words() + " [declared]";
            case STATED -> cell.words() + " [stated]";
            case PROPOSED -> cell.words() + " [proposed]";
            case WRITTEN -> cell.words() + " [" + cell.remark() + "]";
        };
    }

    /**
     * As high as the words of its cells need; programs that read a file do not all work that out.
     */
    static double height(Sheet sheet, List<Cell> row) {
        var lines = 1;
        for (var column = 0; column < row.size(); column++) {
            var wide = width(sheet.columns().get(column));
            var needed = 0;
            for (var line : words(row.get(column)).split("\n", -1)) {
                needed += 1 + (int) (line.length() * 1.12 / wide);
            }
            lines = Math.max(lines, needed);
        }
        return Math.min(lines, MOST_LINES) * LINE;
    }

    private static double width(String label) {
        var lower = label.toLowerCase(Locale.ROOT);
        if (WIDE.stream().anyMatch(lower::contains)) {
            return 42;
        }
        return lower.contains("sha-256") || lower.equals("package")
                ? 30
                : Math.max(14, Math.min(24, label.length() + 2));
    }
}
