package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;

import org.jspecify.annotations.Nullable;

import java.net.URI;
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
        return render(delta, colour, null);
    }

    /**
     * Writes a delta in this form, with links to the pages of its rules where the form has links.
     *
     * @param service the address of the Assay that shows the pages, or null for no links
     */
    public String render(Delta delta, boolean colour, @Nullable URI service) {
        return switch (this) {
            case TEXT -> new TextReport(delta, colour).render();
            case JSON -> JsonReport.render(delta);
            case SARIF -> new SarifReport(delta, service).render();
            case MARKDOWN -> new MarkdownReport(delta, service).render();
            case HTML -> new HtmlReport(delta, service).render();
        };
    }

    /** The word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
