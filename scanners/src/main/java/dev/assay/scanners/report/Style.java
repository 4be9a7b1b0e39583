package dev.assay.scanners.report;

import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Severity;

/** Colours for a terminal, or none. */
final class Style {

    private static final String RED = "31;1";
    private static final String YELLOW = "33";
    private static final String GREEN = "32";
    private static final String DIM = "2";
    private static final String BOLD = "1";

    private final boolean colour;

    Style(boolean colour) {
        this.colour = colour;
    }

    String verdict(Verdict verdict, String text) {
        return switch (verdict) {
            case QUIET -> in(GREEN, text);
            case REVIEW -> in(YELLOW, text);
            case BLOCK -> in(RED, text);
        };
    }

    String severity(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL, HIGH -> in(RED, text);
            case MEDIUM -> in(YELLOW, text);
            case LOW, INFO -> in(DIM, text);
        };
    }

    String strong(String text) {
        return in(BOLD, text);
    }

    String place(String text) {
        return in(DIM, text);
    }

    private String in(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
