package dev.assay.registry.dpia;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows on their way to a sheet, in a file: a workbook is written sheet by sheet, records come once.
 */
final class Spool implements AutoCloseable {

    private static final int BUFFER = 32 * 1024;

    /** What becomes of a row. */
    interface Sink {
        void accept(int number, List<Cell> row) throws IOException;
    }

    private final Path file;
    private final DataOutputStream to;
    private int rows;

    Spool() throws IOException {
        file = Files.createTempFile("assay-rows-", "");
        to = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    void add(List<Cell> row) throws IOException {
        to.writeInt(row.size());
        for (var cell : row) {
            to.writeByte(cell.mark().ordinal());
            write(cell.text());
            write(cell.source());
        }
        rows++;
    }

    private void write(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    int rows() {
        return rows;
    }

    void forEach(Sink sink) throws IOException {
        to.flush();
        var marks = Mark.values();
        try (var in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (var number = 0; number < rows; number++) {
                var count = in.readInt();
                var row = new ArrayList<Cell>(count);
                for (var each = 0; each < count; each++) {
                    var mark = marks[in.readByte()];
                    row.add(new Cell(read(in), mark, read(in)));
                }
                sink.accept(number, row);
            }
        }
    }

    private static String read(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        to.close();
        Files.deleteIfExists(file);
    }
}
