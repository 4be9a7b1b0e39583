package dev.assay.registry.vetting;

import dev.assay.inventory.store.Id;
import dev.assay.registry.policy.RuleResult;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import java.util.List;

/** What the policy said, for each review of the release that was undecided then. */
record VerdictDocument(String schema, List<Entry> reviews) {

    static final String SCHEMA = "assay-verdict/2";

    /**
     * @param snapshot what the review shows
     * @param policy the digest of the policy
     * @param rules what each of its rules said
     */
    record Entry(
            Id review,
            Sha256 snapshot,
            Sha256 policy,
            Verdict verdict,
            List<String> reasons,
            List<RuleResult> rules) {

        Entry {
            reasons = List.copyOf(reasons);
            rules = List.copyOf(rules);
        }
    }

    VerdictDocument {
        reviews = List.copyOf(reviews);
    }
}
