package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;

import java.util.Locale;

/** The forms a delta can be read in. */
public enum ReportFormat {
    TEXT,
    JSON,
    SARIF,
    MARKDOWN,
    HTML;

    /**
     * Writes a delta in this form, ending in a line break.
     *
     * @param colour whether the reader is a terminal; only text heeds it
     */
    public String render(Delta delta, boolean colour) {
        return switch (this) {
            case TEXT -> new TextReport(delta, colour).render();
            case JSON -> JsonReport.render(delta);
            case SARIF -> new SarifReport(delta).render();
            case MARKDOWN -> new MarkdownReport(delta).render();
            case HTML -> new HtmlReport(delta).render();
        };
    }

    /** The word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
