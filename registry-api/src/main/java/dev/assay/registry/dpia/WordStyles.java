package dev.assay.registry.dpia;

import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

import java.math.BigInteger;

/** What a Word file looks like, and what makes its headings headings. */
final class WordStyles {

    static final String TITLE = "Title";
    static final String HEADING = "Heading";

    private static final String FONT = "Arial";

    private WordStyles() {}

    static void on(XWPFDocument document, String language) {
        page(document);
        var styles = document.createStyles();
        var fonts = CTFonts.Factory.newInstance();
        fonts.setAscii(FONT);
        fonts.setHAnsi(FONT);
        fonts.setCs(FONT);
        styles.setDefaultFonts(fonts);
        styles.setSpellingLanguage(language);
        var defaults = styles.getDefaultRunStyle();
        if (defaults == null) {
            throw new IllegalStateException("a new document has no defaults");
        }
        styles.addStyle(named("Normal", "Normal", 20, false, -1));
        styles.addStyle(named(TITLE, "Title", 40, true, -1));
        styles.addStyle(named(HEADING + 1, "heading 1", 28, true, 0));
        styles.addStyle(named(HEADING + 2, "heading 2", 21, true, 1));
    }

    private static void page(XWPFDocument document) {
        var section = document.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setOrient(STPageOrientation.LANDSCAPE);
        size.setW(BigInteger.valueOf(16_838));
        size.setH(BigInteger.valueOf(11_906));
        var margins = section.addNewPgMar();
        var wide = BigInteger.valueOf(1_134);
        margins.setLeft(wide);
        margins.setRight(wide);
        margins.setTop(wide);
        margins.setBottom(wide);
        margins.setHeader(BigInteger.valueOf(500));
        margins.setFooter(BigInteger.valueOf(500));
    }

    private static XWPFStyle named(
            String id, String name, int halfPoints, boolean bold, int level) {
        var style = CTStyle.Factory.newInstance();
        style.setStyleId(id);
        style.setType(STStyleType.PARAGRAPH);
        style.addNewName().setVal(name);
        style.addNewQFormat();
        if (id.equals("Normal")) {
            style.setDefault(true);
        } else {
            style.addNewBasedOn().setVal("Normal");
            style.addNewNext().setVal("Normal");
        }
        if (level >= 0) {
            var paragraph = style.addNewPPr();
            paragraph.addNewKeepNext();
            paragraph.addNewOutlineLvl().setVal(BigInteger.valueOf(level));
            var spacing = paragraph.addNewSpacing();
            spacing.setBefore(BigInteger.valueOf(level == 0 ? 320 : 180));
            spacing.setAfter(BigInteger.valueOf(60));
        }
        CTRPr run = style.addNewRPr();
        var size = BigInteger.valueOf(halfPoints);
        run.addNewSz().setVal(size);
        run.addNewSzCs().setVal(size);
        if (bold) {
            run.addNewB();
            run.addNewColor().setVal("12344D");
        }
        return new XWPFStyle(style);
    }
}
