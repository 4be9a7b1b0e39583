package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * A fixed address in a place where data goes to: a bcc, cc, to, webhook or forward (signals
 * FLOW-CONST-RECIPIENT). One line of it turned a trusted mail server into a copy machine.
 */
final class ConstantRecipientRule extends CapabilityRule {

    ConstantRecipientRule() {
        super(FindingKind.CONSTANT_RECIPIENT);
    }

    @Override
    public String key(Fact fact) {
        return fact.value() + " " + Details.text(fact, "field");
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.ADDED, Severity.CRITICAL, "Data now also goes to the fixed ");
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.CHANGED, Severity.HIGH, "More code sends to the fixed ");
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return told(sighting, change, Severity.HIGH, "Data goes to the fixed ");
    }

    private static List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var field = Details.text(sighting.fact(), "field");
        var title = words + "address " + sighting.value() + (field.isEmpty() ? "" : " as " + field);
        return List.of(Judgement.of(sighting, change, severity, Sentences.cut(title)).told(field));
    }
}
