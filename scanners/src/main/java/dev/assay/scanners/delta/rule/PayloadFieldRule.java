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
    public String key(Fact fact) {
        return fact.value() + " " + Details.text(fact, "destination");
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        var fact = sighting.fact();
        var constant = Details.text(fact, "constant");
        var title =
                "Now sends the field "
                        + fact.value()
                        + destination(fact)
                        + (constant.isEmpty() ? "" : ", always as " + constant);
        var severity = constant.isEmpty() ? Severity.LOW : Severity.MEDIUM;
        return List.of(
                Judgement.of(sighting, Change.ADDED, severity, Sentences.cut(title))
                        .told(Details.text(fact, "destination")));
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var fact = sighting.fact();
        var title = "Sends the field " + fact.value() + destination(fact);
        return List.of(
                Judgement.of(sighting, change, Severity.INFO, Sentences.cut(title))
                        .told(Details.text(fact, "destination")));
    }

    private static String destination(Fact fact) {
        var destination = Details.text(fact, "destination");
        return destination.isEmpty() ? "" : " to " + destination;
    }
}
