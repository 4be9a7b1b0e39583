package dev.assay.web.page;

/** Any two versions side by side. */
record CompareView(
        String name,
        String from,
        String to,
        String fromLink,
        String toLink,
        ReportView report,
        CodeView code) {}
