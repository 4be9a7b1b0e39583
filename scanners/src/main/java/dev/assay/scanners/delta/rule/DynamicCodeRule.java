package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

import java.util.List;

/**
 * Code that is made while the program runs (signals CAP-EVAL). Validators and templates do it
 * openly; what is decoded first and run then has something to hide (FLOW-DECODE-EXEC).
 */
final class DynamicCodeRule extends CapabilityRule {

    DynamicCodeRule() {
        super(FindingKind.DYNAMIC_CODE);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        var title = "Now runs code it makes itself: " + sighting.value();
        return one(sighting, Change.ADDED, hidden(sighting, Severity.HIGH, Severity.MEDIUM), title);
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        var title = "Makes and runs code from new places: " + sighting.value();
        return one(sighting, Change.CHANGED, hidden(sighting, Severity.HIGH, Severity.LOW), title);
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var title = "Runs code it makes itself: " + sighting.value();
        return one(sighting, change, hidden(sighting, Severity.HIGH, Severity.LOW), title);
    }

    private static Severity hidden(Sighting sighting, Severity hidden, Severity plain) {
        return sighting.anyNow(fact -> fact.via() == Via.DECODED) ? hidden : plain;
    }
}
