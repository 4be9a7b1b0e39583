package dev.assay.web.page;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated values (RFC 4180) that a spreadsheet takes for data alone. */
final class Csv {

    /** What a spreadsheet begins to compute at; the last two end a cell in some. */
    private static final String COMPUTES = "=+-@\t\r";

    private Csv() {}

    static String line(List<String> values) {
        return values.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** An apostrophe keeps a formula a text, as OWASP advises against injection. */
    private static String cell(String value) {
        var text = !value.isEmpty() && COMPUTES.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
