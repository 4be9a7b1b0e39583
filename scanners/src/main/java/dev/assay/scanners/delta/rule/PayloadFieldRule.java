package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Fields of what is sent (signals FLOW-NEWFIELD). A constant that is newly sent along is odder than
 * one more argument of the caller.
 */
final class PayloadFieldRule extends CapabilityRule {

    PayloadFieldRule() {
        super(FindingKind.PAYLOAD_FIELD);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        var fact = sighting.fact();
        var constant = Details.text(fact, "constant");
        var title =
                "Now sends the field "
                        + name(fact)
                        + destination(fact)
                        + (constant.isEmpty() ? "" : ", always as " + constant);
        var severity = constant.isEmpty() ? Severity.LOW : Severity.MEDIUM;
        return one(sighting, Change.ADDED, severity, Sentences.cut(title));
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var fact = sighting.fact();
        var title = "Sends the field " + name(fact) + destination(fact);
        return one(sighting, change, Severity.INFO, Sentences.cut(title));
    }

    private static String name(Fact fact) {
        var field = Details.text(fact, "field");
        return field.isEmpty() ? fact.value() : field;
    }

    private static String destination(Fact fact) {
        var destination = Details.text(fact, "destination");
        return destination.isEmpty() ? "" : " to " + destination;
    }
}
