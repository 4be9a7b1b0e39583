package dev.assay.registry.vetting;

import dev.assay.scanners.source.SourceOutcome;

/** What came of laying a release beside the source that it names. */
record SourceDocument(String schema, String purl, SourceOutcome outcome) {

    static final String SCHEMA = "assay-source/1";
}
