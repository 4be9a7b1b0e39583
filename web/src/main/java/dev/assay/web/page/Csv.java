package dev.assay.web.page;

import dev.assay.registry.export.Harmless;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated values (RFC 4180) that a spreadsheet takes for data alone. */
final class Csv {

    private Csv() {}

    static String line(List<String> values) {
        return values.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String value) {
        return '"' + Harmless.text(value).replace("\"", "\"\"") + '"';
    }
}
