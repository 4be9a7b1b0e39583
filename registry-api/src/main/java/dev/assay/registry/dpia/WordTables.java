package dev.assay.registry.dpia;

import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

import java.math.BigInteger;

/** The tables of a Word file. Their widths follow from what stands in them. */
final class WordTables {

    /** Of a landscape A4 page between its margins, in twentieths of a point. */
    private static final int WIDTH = 14_570;

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
        var widths = Widths.of(table.columns(), rows, WIDTH);
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
        WordFile.text(run, cell.words());
        if (!cell.remark().isEmpty()) {
            var mark = paragraph.createRun();
            mark.setFontSize(7);
            mark.setColor("52606D");
            WordFile.text(mark, " [" + cell.remark() + "]");
        }
    }
}
