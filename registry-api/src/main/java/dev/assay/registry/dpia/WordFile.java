package dev.assay.registry.dpia;

import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.IRunBody;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Date;
import java.util.Optional;

/** A document as a Word file: real headings, tables whose head repeats, its digest on each page. */
final class WordFile {

    /** In millimetres, the most of a landscape page below its heading. */
    private static final int PICTURE_WIDE = 255;

    private static final int PICTURE_HIGH = 140;

    private final XWPFDocument document = new XWPFDocument();
    private final WordTables tables = new WordTables(document);
    private final Assessment of;
    private final FlowPicture.Drawn picture;

    private WordFile(Assessment of, FlowPicture.Drawn picture) {
        this.of = of;
        this.picture = picture;
    }

    static void write(Assessment assessment, FlowPicture.Drawn picture, OutputStream to)
            throws IOException {
        var file = new WordFile(assessment, picture);
        var written = Files.createTempFile("assay-word-", ".docx");
        try (file.document) {
            file.whole();
            try (var out = Files.newOutputStream(written)) {
                file.document.write(out);
            }
            PlainZip.copy(written, to);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private void whole() throws IOException {
        WordStyles.on(document, of.head().language());
        properties();
        around();
        var title = document.createParagraph();
        title.setStyle(WordStyles.TITLE);
        text(title.createRun(), of.head().title());
        Front.of(of).forEach(each -> front(each));
        heading(1, "How to read this");
        Front.LEGEND.forEach(each -> paragraph(each, false));
        if (of.isDueForReview()) {
            heading(1, "Due for review");
            tables.add(Front.changes(of));
        }
        for (var section : of.sections()) {
            section(section);
        }
        heading(1, "Self-check");
        tables.add(Front.checks(of));
        heading(1, "The law and the form");
        of.notes().forEach(each -> paragraph(each, false));
    }

    private void properties() {
        POIXMLProperties.CoreProperties about = document.getProperties().getCoreProperties();
        var pinned = Optional.of(Date.from(of.head().pinnedAt()));
        about.setTitle(Plain.xml(of.head().kind() + ": " + of.head().title()));
        about.setSubjectProperty(of.head().kind());
        about.setDescription(of.head().pin());
        about.setCreator("Assay");
        about.setCreated(pinned);
        about.setModified(pinned);
        about.getUnderlyingProperties().setLanguageProperty(of.head().language());
        document.getProperties()
                .getExtendedProperties()
                .getUnderlyingProperties()
                .setApplication("Assay");
    }

    private void around() {
        var top = document.createHeader(HeaderFooterType.DEFAULT).createParagraph();
        small(top, of.head().kind() + ": " + of.head().title());
        var foot = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        small(foot, of.head().pin() + "    Page ");
        number(foot, "PAGE");
        small(foot, " of ");
        number(foot, "NUMPAGES");
        foot.setAlignment(ParagraphAlignment.LEFT);
    }

    /** A number that the program fills in, as small as the words around it. */
    private static void number(XWPFParagraph paragraph, String field) {
        var simple = paragraph.getCTP().addNewFldSimple();
        simple.setInstr(field);
        var run = new XWPFRun(simple.addNewR(), (IRunBody) paragraph);
        run.setFontSize(8);
        run.setColor("52606D");
        run.setText("1");
    }

    private static void small(XWPFParagraph paragraph, String words) {
        var run = paragraph.createRun();
        run.setFontSize(8);
        run.setColor("52606D");
        text(run, words);
    }

    private void front(Front.Line line) {
        var paragraph = document.createParagraph();
        paragraph.setSpacingAfter(40);
        var label = paragraph.createRun();
        label.setBold(true);
        text(label, line.label() + ": ");
        var words = paragraph.createRun();
        words.setBold(line.isWarning());
        words.setColor(line.isWarning() ? "8A1C1C" : "1F2933");
        text(words, line.words());
    }

    private void section(Section section) throws IOException {
        heading(1, section.title());
        if (!section.key().equals(Assembly.SIGN_OFF)) {
            paragraph(
                    section.confirmed().words(),
                    !(section.confirmed() instanceof Section.Confirmed.Holds));
        }
        for (var item : section.items()) {
            heading(2, item.label());
            var answer = item.answer();
            if (answer != null) {
                tables.box(answer);
            }
            for (var block : item.blocks()) {
                switch (block) {
                    case Block.Text(var cell) -> WordTables.cell(document.createParagraph(), cell);
                    case Block.Table table -> tables.add(table);
                    case Block.Picture(var flow) -> picture(flow);
                }
            }
        }
    }

    private void picture(DataFlow flow) throws IOException {
        var paragraph = document.createParagraph();
        var run = paragraph.createRun();
        var wide = Units.toEMU(picture.within(PICTURE_WIDE, PICTURE_HIGH) * 72 / 25.4);
        var high = (int) ((long) wide * picture.height() / picture.width());
        try (var in = new ByteArrayInputStream(picture.png())) {
            var drawn = run.addPicture(in, PictureType.PNG, "data-flow.png", wide, high);
            drawn.getCTPicture().getNvPicPr().getCNvPr().setDescr(Plain.xml(flow.inWords()));
            run.getCTR()
                    .getDrawingArray(0)
                    .getInlineArray(0)
                    .getDocPr()
                    .setDescr(Plain.xml(flow.inWords()));
        } catch (InvalidFormatException e) {
            throw new IllegalStateException("a PNG that was just drawn is none", e);
        }
        paragraph(flow.inWords(), false);
    }

    private void heading(int level, String words) {
        var paragraph = document.createParagraph();
        paragraph.setStyle(WordStyles.HEADING + level);
        paragraph.setKeepNext(true);
        text(paragraph.createRun(), words);
    }

    private void paragraph(String words, boolean isWarning) {
        var paragraph = document.createParagraph();
        paragraph.setSpacingAfter(80);
        paragraph.setKeepNext(isWarning);
        var run = paragraph.createRun();
        run.setBold(isWarning);
        run.setColor(isWarning ? "8A1C1C" : "1F2933");
        text(run, words);
    }

    /** With its line breaks, and without what XML cannot hold. */
    static void text(XWPFRun run, String words) {
        var lines = Plain.xml(words).split("\n", -1);
        for (var line = 0; line < lines.length; line++) {
            if (line > 0) {
                run.addBreak();
            }
            run.setText(lines[line], line);
        }
    }
}
