package dev.assay.registry.register.file;

import dev.assay.inventory.record.Provenance;
import dev.assay.registry.export.Harmless;
import dev.assay.registry.export.Product;
import dev.assay.registry.register.Cell;
import dev.assay.registry.register.Column;
import dev.assay.registry.register.Register;
import dev.assay.registry.register.Row;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A spreadsheet (ECMA-376) with a sheet for each register, rows leaving memory as they are written.
 * What is unknown is marked by a colour beside its word. A register with more rows than a sheet
 * holds goes on in the next one.
 */
public final class XlsxWriter implements RegisterWriter {

    /** What Excel holds in a sheet, the line of labels included, and in a cell. */
    static final int MOST_ROWS = 1_048_576;

    private static final int LONGEST = 32_767;
    private static final String CUT = " … (cut here; JSON has all of it)";
    private static final int ROWS_AT_ONCE = 200;
    private static final String UNKNOWN = "FFE8C4";
    private static final String HEAD = "DDE6EE";

    private final OutputStream to;
    private final Path file;
    private final OutputStream out;
    private final Workbook workbook;
    private final int most;
    private String title = "";
    private List<Column> columns = List.of();
    private @Nullable Worksheet sheet;
    private int sheets;
    private int next;

    public XlsxWriter(OutputStream to) throws IOException {
        this(to, MOST_ROWS);
    }

    XlsxWriter(OutputStream to, int most) throws IOException {
        this.to = to;
        this.most = most;
        file = Files.createTempFile("assay-workbook-", ".xlsx");
        out = new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024);
        workbook = new Workbook(out, Product.NAME, "0.1");
        workbook.setCompressionLevel(1);
    }

    @Override
    public void begin(Register register) throws IOException {
        begin(register.title(), register.columns());
    }

    /** Begins a table that is no register; no two of a workbook have the same title. */
    void begin(String title, List<Column> columns) throws IOException {
        this.title = title;
        this.columns = columns;
        sheets = 0;
        newSheet();
    }

    private void newSheet() throws IOException {
        sheets++;
        sheet = workbook.newWorksheet(sheetName(title, sheets));
        for (var i = 0; i <= columns.size(); i++) {
            var column = i < columns.size() ? columns.get(i) : Row.KNOWN;
            sheet.width(i, i < columns.size() ? 24 : 40);
            sheet.inlineString(0, i, column.label());
            sheet.style(0, i).bold().fillColor(HEAD).wrapText(true).set();
        }
        sheet.freezePane(0, 1);
        next = 1;
    }

    /** At most 31 characters, and none that Excel does not take. */
    private static String sheetName(String title, int number) {
        var name = title.replaceAll("[\\[\\]:*?/\\\\']", " ");
        var behind = number == 1 ? "" : " (" + number + ")";
        return name.substring(0, Math.min(name.length(), 31 - behind.length())).strip() + behind;
    }

    @Override
    public void row(Row row) throws IOException {
        if (next == most) {
            finishSheet();
            newSheet();
        }
        var into = Objects.requireNonNull(sheet, "nothing is begun");
        var cells = row.cells();
        for (var i = 0; i < cells.size(); i++) {
            write(into, i, cells.get(i));
        }
        into.inlineString(next, cells.size(), shown(row.known(columns)));
        next++;
        if (next % ROWS_AT_ONCE == 0) {
            into.flush();
        }
    }

    /** Not among the shared strings: those stay in memory to the end. */
    private void write(Worksheet into, int column, Cell cell) {
        into.inlineString(next, column, shown(cell.text()));
        if (cell.provenance() == Provenance.UNKNOWN) {
            into.style(next, column).fillColor(UNKNOWN).set();
        }
    }

    /** Safe, of characters that XML has, and no longer than a cell is. */
    private static String shown(String text) {
        var safe = Harmless.text(text);
        var plain = new StringBuilder(safe.length());
        safe.codePoints().map(each -> isXml(each) ? each : 0xFFFD).forEach(plain::appendCodePoint);
        if (plain.length() > LONGEST) {
            plain.setLength(LONGEST - CUT.length());
            plain.append(CUT);
        }
        return plain.toString();
    }

    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }

    @Override
    public void end() throws IOException {
        finishSheet();
    }

    private void finishSheet() throws IOException {
        Objects.requireNonNull(sheet).finish();
        sheet = null;
    }

    /** Writes the whole of it to the stream, the same bytes for the same rows. */
    public void finish() throws IOException {
        workbook.finish();
        out.close();
        SameZip.copy(file, to);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
