package dev.assay.registry.vetting;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import java.util.List;

/** What the policy said, for each review of the release that was undecided then. */
record VerdictDocument(String schema, List<Entry> reviews) {

    static final String SCHEMA = "assay-verdict/1";

    /**
     * @param snapshot what the review shows
     */
    record Entry(Id review, Sha256 snapshot, Verdict verdict, List<String> reasons) {}

    VerdictDocument {
        reviews = List.copyOf(reviews);
    }
}
