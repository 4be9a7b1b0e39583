package dev.assay.registry.register.file;

import dev.assay.registry.export.Harmless;
import dev.assay.registry.register.Cell;
import dev.assay.registry.register.Column;
import dev.assay.registry.register.Register;
import dev.assay.registry.register.Row;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * RFC 4180 in UTF-8, everything quoted, the keys of the columns first. A file holds one register.
 */
final class CsvWriter implements RegisterWriter {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

    private final CSVPrinter printer;
    private List<Column> columns = List.of();

    CsvWriter(OutputStream to) throws IOException {
        printer =
                new CSVPrinter(
                        new BufferedWriter(
                                new OutputStreamWriter(to, StandardCharsets.UTF_8), 64 * 1024),
                        FORMAT);
    }

    @Override
    public void begin(Register register) throws IOException {
        columns = register.columns();
        printer.printRecord(
                Stream.concat(columns.stream(), Stream.of(Row.KNOWN)).map(Column::key).toList());
    }

    @Override
    public void row(Row row) throws IOException {
        printer.printRecord(
                Stream.concat(row.cells().stream().map(Cell::text), Stream.of(row.known(columns)))
                        .map(Harmless::text)
                        .toList());
    }

    @Override
    public void end() throws IOException {
        printer.flush();
    }

    @Override
    public void close() throws IOException {
        printer.flush();
    }
}
