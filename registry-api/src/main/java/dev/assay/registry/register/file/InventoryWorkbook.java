package dev.assay.registry.register.file;

import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.registry.register.Cell;
import dev.assay.registry.register.Register;
import dev.assay.registry.register.Row;
import dev.assay.registry.register.Surroundings;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Several registers of the same records in one workbook. Records are read once, so that the sheets
 * say the same; a workbook is written sheet by sheet, so the rows of each wait in a file.
 */
public final class InventoryWorkbook {

    private InventoryWorkbook() {}

    /**
     * @param sight what of a record whoever asks may see
     */
    public static void write(
            List<? extends Register> registers,
            Stream<KeptRecord> servers,
            UnaryOperator<ServerRecord> sight,
            Surroundings around,
            OutputStream to)
            throws IOException {
        var waiting = new ArrayList<Waiting>();
        try {
            for (var register : registers) {
                waiting.add(new Waiting(register));
            }
            for (Iterator<KeptRecord> each = servers.iterator(); each.hasNext(); ) {
                var server = sight.apply(each.next().record());
                for (var sheet : waiting) {
                    sheet.add(sheet.register.rows(server, around));
                }
            }
            try (var workbook = new XlsxWriter(to)) {
                for (var sheet : waiting) {
                    workbook.begin(sheet.register);
                    sheet.writeTo(workbook);
                    workbook.end();
                }
                workbook.finish();
            }
        } finally {
            for (var sheet : waiting) {
                sheet.close();
            }
        }
    }

    /** The rows of one sheet, in a file. */
    private static final class Waiting implements Closeable {

        private final Register register;
        private final Path file;
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        private final DataOutputStream out;
        private long rows;

        Waiting(Register register) throws IOException {
            this.register = register;
            file = Files.createTempFile("assay-sheet-", "");
            out =
                    new DataOutputStream(
                            new BufferedOutputStream(
                                    new DeflaterOutputStream(Files.newOutputStream(file), deflater),
                                    64 * 1024));
        }

        void add(List<Row> more) throws IOException {
            for (var row : more) {
                rows++;
                for (var cell : row.cells()) {
                    out.writeByte(cell.provenance().ordinal());
                    text(cell.source());
                    out.writeInt(cell.words().size());
                    for (var word : cell.words()) {
                        text(word);
                    }
                }
            }
        }

        private void text(String text) throws IOException {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        void writeTo(XlsxWriter workbook) throws IOException {
            out.close();
            var width = register.columns().size();
            try (var in =
                    new DataInputStream(
                            new BufferedInputStream(
                                    new InflaterInputStream(Files.newInputStream(file)),
                                    64 * 1024))) {
                for (var row = 0L; row < rows; row++) {
                    var cells = new ArrayList<Cell>(width);
                    for (var i = 0; i < width; i++) {
                        cells.add(cell(in));
                    }
                    workbook.row(new Row(cells));
                }
            }
        }

        private static Cell cell(DataInputStream in) throws IOException {
            var provenance = Provenance.values()[in.readByte()];
            var source = text(in);
            var words = new ArrayList<String>();
            for (var left = in.readInt(); left > 0; left--) {
                words.add(text(in));
            }
            return new Cell(words, provenance, source);
        }

        private static String text(DataInputStream in) throws IOException {
            return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            out.close();
            deflater.end();
            Files.deleteIfExists(file);
        }
    }
}
