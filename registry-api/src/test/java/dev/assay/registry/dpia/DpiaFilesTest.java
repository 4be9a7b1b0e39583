package dev.assay.registry.dpia;

import static dev.assay.registry.dpia.SomeRecords.stated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Field;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

/** The files, read back by the libraries that people's programs are made of. */
class DpiaFilesTest {

    private static final String HOSTILE = "<b>x</b> & \u202eevil\u0001 \u4e2d\u6587 \u05d0 Привет";

    @ParameterizedTest
    @EnumSource(DpiaFile.class)
    void theSameInputIsTheSameBytes(DpiaFile file) throws Exception {
        var first = bytes(file);
        // A zip keeps times by two seconds.
        Thread.sleep(2100);

        assertThat(bytes(file)).isEqualTo(first);
    }

    @Test
    void wordHasHeadingsTablesWithHeadsAndItsDigestOnEachPage() throws Exception {
        try (var word = new XWPFDocument(new ByteArrayInputStream(bytes(DpiaFile.WORD)))) {
            assertThat(word.getParagraphs())
                    .filteredOn(each -> "Heading1".equals(each.getStyle()))
                    .extracting(each -> each.getText())
                    .contains(
                            "Step 1: Identify the need for a DPIA",
                            "Step 7: Sign off and record outcomes");
            assertThat(word.getTables())
                    .filteredOn(each -> each.getNumberOfRows() > 1)
                    .isNotEmpty()
                    .allMatch(each -> each.getRow(0).isRepeatHeader());
            assertThat(word.getFooterList().getFirst().getText())
                    .contains("snapshot sha256:", "Page 1 of 1");
            assertThat(word.getAllPictures()).hasSize(1);
            assertThat(word.getProperties().getCoreProperties().getTitle())
                    .contains("Mail for orders");
            var text = new StringBuilder();
            word.getTables().forEach(each -> text.append(each.getText()));
            assertThat(text.toString())
                    .contains("not answered", "unknown", "US [stated, not verified]")
                    .contains("<b>x</b> & (U+202E)evil(U+0001) \u4e2d\u6587");
        }
    }

    @Test
    void excelHasTheSheetsAndNoFormula() throws Exception {
        try (var excel = new XSSFWorkbook(new ByteArrayInputStream(bytes(DpiaFile.EXCEL)))) {
            var names = new ArrayList<String>();
            excel.forEach(each -> names.add(each.getSheetName()));
            assertThat(names)
                    .contains(
                            "Inventory",
                            "Tools",
                            "Data and fields",
                            "Destinations and transfers",
                            "Identities",
                            "Approvals",
                            "Findings",
                            "Waivers",
                            "ROPA",
                            "Risks and measures",
                            "AI toolkit",
                            "Five-layer coverage");
            var texts = new ArrayList<String>();
            excel.forEach(
                    sheet ->
                            sheet.forEach(
                                    row ->
                                            row.forEach(
                                                    cell -> {
                                                        assertThat(cell.getCellType())
                                                                .isEqualTo(CellType.STRING);
                                                        texts.add(cell.getStringCellValue());
                                                    })));
            assertThat(texts)
                    .contains("'=HYPERLINK(\"http://x\") [stated]", "'@cmd", "US [stated]")
                    .noneMatch(String::isBlank)
                    .noneMatch(each -> "=+-@\t".indexOf(each.charAt(0)) >= 0);
            assertThat(excel.getSheet("Tools").getPaneInformation().isFreezePane()).isTrue();
            assertThat(excel.getSheet("Tools").getFooter().getLeft()).contains("sha256:");
        }
    }

    @Test
    void pdfIsTaggedTitledAndShowsWhatItCannotAsNumbers() throws Exception {
        try (var pdf = Loader.loadPDF(bytes(DpiaFile.PDF))) {
            var text = new PDFTextStripper().getText(pdf);
            assertThat(text)
                    .contains("Step 5: Identify and assess risks", "NOT CONFIRMED", "Привет")
                    .contains("(U+4E2D)", "(U+202E)");
            for (var page = 1; page <= pdf.getNumberOfPages(); page++) {
                var one = new PDFTextStripper();
                one.setStartPage(page);
                one.setEndPage(page);
                assertThat(one.getText(pdf)).contains("snapshot sha256:");
            }
            assertThat(text)
                    .doesNotContainPattern("Overall risk\\s+Records of")
                    .doesNotContainPattern("nobody has confirmed this section yet.\\s+Records of");
            var catalogue = pdf.getDocumentCatalog();
            assertThat(catalogue.getLanguage()).isEqualTo("en-GB");
            assertThat(catalogue.getMarkInfo().isMarked()).isTrue();
            assertThat(catalogue.getStructureTreeRoot()).isNotNull();
            assertThat(pdf.getDocumentInformation().getTitle()).contains("Mail for orders");
        }
    }

    @Test
    void thePackHasThemAllWithTheirDigests() throws Exception {
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes(DpiaFile.PACK)))) {
            for (var each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                names.add(each.getName());
            }
        }

        assertThat(names)
                .containsExactly(
                        "dpia.docx",
                        "dpia.pdf",
                        "dpia.xlsx",
                        "dpia.json",
                        "pia-import.json",
                        "pia-back-end.json",
                        "data-flow.png",
                        "SHA256SUMS",
                        "README.txt");
    }

    @Test
    void aPictureIsBoundedHoweverMuchFlows() {
        var many = SomeRecords.of("many");
        for (var each = 0; each < 500; each++) {
            many.tool("tool-" + "x".repeat(400) + each, "write", "none", "", "system " + each);
            many.destination(each + ".example", "US", "");
        }

        var drawn = FlowPicture.draw(DataFlow.of(List.of(many.build())));

        assertThat(drawn.width()).isEqualTo(FlowPicture.WIDTH);
        assertThat(drawn.height()).isLessThan(1100);
        assertThat(drawn.png().length).isLessThan(2_000_000);
    }

    static Assessment assessment() {
        var hostile =
                SomeRecords.of("hostile-server")
                        .with(Field.SERVER_OWNER, stated("=HYPERLINK(\"http://x\")"))
                        .with(Field.SERVER_PURPOSE, stated(HOSTILE))
                        .tool("@cmd", "read", "none", "", "")
                        .build();
        return Assembly.of(
                SomeRecords.draft(
                        List.of(SomeRecords.mail(), hostile), Map.of("nature.handling", HOSTILE)));
    }

    static byte[] bytes(DpiaFile file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        file.write(assessment(), SomeRecords.NOBODY, bytes);
        return bytes.toByteArray();
    }
}
