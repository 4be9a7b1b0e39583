package dev.assay.registry.register.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.registry.register.Register;
import dev.assay.registry.register.RopaRegister;
import dev.assay.registry.register.SomeRecords;
import dev.assay.registry.register.SubjectRegister;
import dev.assay.registry.register.TransferSheet;

import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;

import javax.xml.parsers.DocumentBuilderFactory;

class RegisterFilesTest {

    private static final Register OWNERS = new SubjectRegister(Subject.SERVER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://x\")",
                "+1",
                "-1+1",
                "@SUM(A1)",
                "|cmd",
                "%0A",
                "  =1",
                "\t=1",
                "\r=1",
                "\n=1",
                "\u00a0\u2003=1"
            })
    void noTextIsAFormulaInCsvOrXlsx(String hostile) throws Exception {
        var server =
                SomeRecords.server(Map.of(Field.SERVER_OWNER, SomeRecords.stated(hostile)))
                        .record();

        var csv = CSVFormat.RFC4180.parse(new StringReader(csv(server))).getRecords().get(1);
        assertThat(csv.stream()).contains("'" + hostile);
        assertThat(csv.stream()).doesNotContain(hostile);
        var sheet = parts(xlsx(server, XlsxWriter.MOST_ROWS)).get("xl/worksheets/sheet1.xml");
        assertThat(sheet.contains("<f>")).isFalse();
        assertThat(sheet.contains("inlineStr")).isTrue();
        assertThat(texts(sheet).contains(hostile)).isFalse();
        assertThat(texts(sheet).stream().filter(each -> each.startsWith("'"))).hasSize(1);
    }

    @Test
    void xlsxIsTheSameBytesForTheSameRecords() throws Exception {
        var server = SomeRecords.crm().record();
        var first = xlsx(server, XlsxWriter.MOST_ROWS);
        Thread.sleep(2100);

        assertThat(xlsx(server, XlsxWriter.MOST_ROWS)).isEqualTo(first);
    }

    @Test
    void xlsxReplacesWhatXmlCannotHoldAndSaysWhereItCuts() throws Exception {
        var server =
                SomeRecords.server(
                                Map.of(
                                        Field.SERVER_OWNER, SomeRecords.stated("a\u0001b<&>\ud800"),
                                        Field.SERVER_PURPOSE,
                                                SomeRecords.stated("x".repeat(40_000))))
                        .record();
        var sheet = parts(xlsx(server, XlsxWriter.MOST_ROWS)).get("xl/worksheets/sheet1.xml");

        assertThat(texts(sheet).contains("a\ufffdb<&>\ufffd")).isTrue();
        assertThat(
                        texts(sheet).stream()
                                .filter(each -> each.endsWith("x … (cut here; JSON has all of it)"))
                                .map(String::length))
                .containsExactly(32_767);
    }

    @Test
    void aSheetThatIsFullGoesOnInTheNext() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var xlsx = new XlsxWriter(out, 4)) {
            xlsx.begin(OWNERS);
            for (var i = 0; i < 7; i++) {
                for (var row : OWNERS.rows(SomeRecords.crm().record(), SomeRecords.AROUND)) {
                    xlsx.row(row);
                }
            }
            xlsx.end();
            xlsx.finish();
        }
        var parts = parts(out.toByteArray());

        assertThat(parts.get("xl/workbook.xml")).contains("Servers", "Servers (2)", "Servers (3)");
        assertThat(parts.get("xl/worksheets/sheet1.xml").split("<row ")).hasSize(5);
        assertThat(parts.get("xl/worksheets/sheet3.xml").split("<row ")).hasSize(3);
    }

    @Test
    void eachImporterHasASheetOfItsOwnToAssessTheTransfer() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var xlsx = new XlsxWriter(out)) {
            for (var sheet : TransferSheet.of(SomeRecords.crm().record(), SomeRecords.AROUND)) {
                xlsx.begin(sheet.title(), TransferSheet.COLUMNS);
                for (var row : sheet.rows()) {
                    xlsx.row(row);
                }
                xlsx.end();
            }
            xlsx.finish();
        }
        var parts = parts(out.toByteArray());

        assertThat(parts.get("xl/workbook.xml"))
                .contains("1 api.crm.example, US", "2 telemetry.example, country un\"");
        assertThat(texts(parts.get("xl/worksheets/sheet1.xml")))
                .contains("CRM Inc.", "unknown (to be answered by people)");
    }

    @Test
    void jsonLosesNothingOfWhatIsKnownAndHow() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            write(json, new RopaRegister(), SomeRecords.crm().record());
        }
        var document = new JsonMapper().readTree(out.toByteArray());

        assertThat(document.at("/schema").asString()).isEqualTo("assay-register/1");
        assertThat(document.at("/rows/0/purposes/words/0").asString())
                .isEqualTo("Look customers up");
        assertThat(document.at("/rows/0/purposes/provenance").asString()).isEqualTo("stated");
        assertThat(document.at("/rows/0/purposes/source").asString()).isEqualTo("ada");
        assertThat(document.at("/rows/0/retention/provenance").asString()).isEqualTo("unknown");
        assertThat(document.at("/rows/0/retention/text").asString())
                .isEqualTo("unknown (nobody has said)");
    }

    private static String csv(ServerRecord server) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var csv = new CsvWriter(out)) {
            write(csv, OWNERS, server);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] xlsx(ServerRecord server, int most) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var xlsx = new XlsxWriter(out, most)) {
            write(xlsx, OWNERS, server);
            xlsx.finish();
        }
        return out.toByteArray();
    }

    private static void write(RegisterWriter to, Register register, ServerRecord server)
            throws IOException {
        to.begin(register);
        for (var row : register.rows(server, SomeRecords.AROUND)) {
            to.row(row);
        }
        to.end();
    }

    private static Map<String, String> parts(byte[] workbook) throws IOException {
        var parts = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    /** The texts of a sheet's cells, as a reader has them. */
    private static List<String> texts(String sheet) throws Exception {
        var cells =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(sheet)))
                        .getElementsByTagName("t");
        return IntStream.range(0, cells.getLength())
                .mapToObj(each -> cells.item(each).getTextContent())
                .toList();
    }
}
