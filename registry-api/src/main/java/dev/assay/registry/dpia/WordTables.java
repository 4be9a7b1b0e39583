package dev.assay.registry.dpia;

import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/** The tables of a Word file. Their widths follow from what stands in them. */
final class WordTables {

    /** Of a landscape A4 page between its margins, in twentieths of a point. */
    private static final int WIDTH = 14_570;

    private static final int NARROWEST = 900;

    /** What a line is not broken in: a long word makes its column wider, up to this. */
    private static final int LONGEST_WORD = 24;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final XWPFDocument document;

    WordTables(XWPFDocument document) {
        this.document = document;
    }

    void add(Block.Table table) {
        var caption = document.createParagraph();
        caption.setSpacingBefore(100);
        caption.setSpacingAfter(40);
        var words = caption.createRun();
        words.setBold(true);
        words.setFontSize(9);
        if (table.rows().isEmpty()) {
            WordFile.text(words, table.caption() + ": ");
            var none = caption.createRun();
            none.setFontSize(9);
            WordFile.text(none, table.empty());
            return;
        }
        caption.setKeepNext(true);
        WordFile.text(words, table.caption());
        var rows = Html.shown(table);
        var widths = widths(table.columns(), rows);
        var made = document.createTable(rows.size() + 1, table.columns().size());
        layout(made, widths, table.caption());
        made.getRow(0).setRepeatHeader(true);
        made.getRow(0).setCantSplitRow(true);
        for (var column = 0; column < widths.length; column++) {
            head(made.getRow(0).getCell(column), table.columns().get(column), widths[column]);
        }
        for (var row = 0; row < rows.size(); row++) {
            var to = made.getRow(row + 1);
            to.setCantSplitRow(true);
            for (var column = 0; column < widths.length; column++) {
                fill(to.getCell(column), rows.get(row).get(column), widths[column]);
            }
        }
        after(table.rows().size() > rows.size() ? Front.more(table) : "");
    }

    /** One cell across the page, for what a person writes. */
    void box(Cell cell) {
        var made = document.createTable(1, 1);
        layout(made, new int[] {WIDTH}, "Answer");
        fill(made.getRow(0).getCell(0), cell, WIDTH);
        after("");
    }

    private void after(String words) {
        var after = document.createParagraph();
        after.setSpacingAfter(60);
        if (!words.isEmpty()) {
            WordFile.text(after.createRun(), words);
        }
    }

    private static void layout(XWPFTable table, int[] widths, String title) {
        table.setWidthType(TableWidthType.DXA);
        table.setWidth(WIDTH);
        CTTblPr properties = table.getCTTbl().getTblPr();
        properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
        properties.addNewTblCaption().setVal(Plain.xml(title));
        table.setCellMargins(30, 70, 30, 70);
        var grid = table.getCTTbl().addNewTblGrid();
        for (var width : widths) {
            grid.addNewGridCol().setW(BigInteger.valueOf(width));
        }
    }

    private static void head(XWPFTableCell cell, String words, int width) {
        cell.setWidth(String.valueOf(width));
        cell.setColor("E4E7EB");
        var run = cell.getParagraphs().getFirst().createRun();
        run.setBold(true);
        run.setFontSize(8);
        WordFile.text(run, words);
    }

    private static void fill(XWPFTableCell to, Cell cell, int width) {
        to.setWidth(String.valueOf(width));
        if (cell.mark().isGap()) {
            to.setColor("FFE3E3");
        } else if (cell.mark() == Mark.PROPOSED) {
            to.setColor("FFF8E1");
        }
        cell(to.getParagraphs().getFirst(), cell);
    }

    static void cell(XWPFParagraph paragraph, Cell cell) {
        var run = paragraph.createRun();
        run.setFontSize(9);
        if (cell.mark().isGap()) {
            run.setBold(true);
            run.setColor("8A1C1C");
        }
        WordFile.text(run, cell.text());
        if (!cell.remark().isEmpty()) {
            var mark = paragraph.createRun();
            mark.setFontSize(7);
            mark.setColor("52606D");
            WordFile.text(mark, " [" + cell.remark() + "]");
        }
    }

    /** In proportion to what the columns hold, none too narrow for its longest word. */
    static int[] widths(List<String> columns, List<List<Cell>> rows) {
        var count = columns.size();
        var weights = new double[count];
        var least = new double[count];
        for (var column = 0; column < count; column++) {
            double most = columns.get(column).length();
            var longest = longestWord(columns.get(column));
            double sum = 0;
            for (var row : rows.subList(0, Math.min(60, rows.size()))) {
                var cell = row.get(column);
                var length = cell.text().length() + cell.remark().length() / 2;
                sum += length;
                most = Math.max(most, Math.min(length, 400));
                longest = Math.max(longest, longestWord(cell.text()));
            }
            weights[column] = Math.sqrt((sum / Math.min(60, rows.size()) + most) / 2 + 4);
            least[column] = Math.max(NARROWEST, Math.min(longest, LONGEST_WORD) * 105 + 160);
        }
        return share(weights, least);
    }

    private static int longestWord(String text) {
        var longest = 0;
        for (var word : SPACE.split(text)) {
            longest = Math.max(longest, word.length());
        }
        return longest;
    }

    private static int[] share(double[] weights, double[] least) {
        var needed = 0.0;
        var all = 0.0;
        for (var column = 0; column < weights.length; column++) {
            needed += least[column];
            all += weights[column];
        }
        var squeeze = needed > WIDTH ? WIDTH / needed : 1;
        var rest = Math.max(0, WIDTH - needed);
        var widths = new int[weights.length];
        for (var column = 0; column < widths.length; column++) {
            widths[column] = (int) (least[column] * squeeze + rest * weights[column] / all);
        }
        return widths;
    }
}
