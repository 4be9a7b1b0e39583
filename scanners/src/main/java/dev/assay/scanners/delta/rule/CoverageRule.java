package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.List;

/**
 * Code that was not read. It counts in every version, because nobody ever knew what it does
 * (signals ART-COVERAGE).
 */
final class CoverageRule implements Rule {

    @Override
    public FindingKind kind() {
        return FindingKind.COVERAGE;
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (sighting.now().isEmpty()) {
            return List.of();
        }
        var fact = sighting.fact();
        var title =
                (Details.is(fact, "missing")
                                ? "Not everything is here: "
                                : (fact.reachable() ? "Code that an entry point loads" : "A file")
                                        + " could not be read: ")
                        + fact.value()
                        + ": "
                        + Details.text(fact, "reason");
        // What no entry point loads is lowered once more, as every finding is.
        var severity = fact.reachable() ? Severity.HIGH : Severity.MEDIUM;
        return List.of(Judgement.of(sighting, Change.PRESENT, severity, title));
    }
}
