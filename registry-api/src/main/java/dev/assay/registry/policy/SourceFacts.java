package dev.assay.registry.policy;

import dev.assay.scanners.source.SourceComparison;
import dev.assay.scanners.source.SourceComparison.UnknownFile;
import dev.assay.scanners.source.SourceOutcome;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a policy may know of how a release compares with its source. */
final class SourceFacts {

    /** Every state there is, as rules may compare with. */
    static final List<String> STATES =
            List.of(
                    "compared",
                    "no repository",
                    "host not allowed",
                    "not reachable",
                    "no such version",
                    "not comparable",
                    "too large",
                    "switched off");

    private SourceFacts() {}

    static Map<String, Object> of(SourceOutcome outcome) {
        var facts = new HashMap<String, Object>();
        facts.put("state", outcome.state());
        facts.put("reason", outcome.summary());
        facts.put("repository", outcome.repository());
        if (outcome instanceof SourceOutcome.Compared(var comparison)) {
            compared(comparison, facts);
        }
        return facts;
    }

    private static void compared(SourceComparison comparison, Map<String, Object> facts) {
        facts.put("commit", comparison.commit());
        facts.put("proven", comparison.isProven());
        facts.put("matches", comparison.matches());
        facts.put(
                "unknownFiles",
                comparison.unknownFiles().stream()
                        .filter(UnknownFile::runs)
                        .map(UnknownFile::path)
                        .toList());
        facts.put("unknownFunctions", (long) comparison.counts().unknownFunctions());
        facts.put("notCompared", (long) comparison.counts().notCompared());
    }
}
