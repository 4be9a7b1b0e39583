package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.List;

/**
 * A planted secret that was seen leaving although nobody gave it to the server, or in a form that
 * hides it (signals D2.4). It was made up for that one run, so nothing else can be meant.
 */
final class CanaryLeakRule extends CapabilityRule {

    CanaryLeakRule() {
        super(FindingKind.CANARY_LEAK);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.ADDED, Severity.CRITICAL, "Now gives away ");
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return told(sighting, change, Severity.HIGH, "Gives away ");
    }

    private static List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var fact = sighting.fact();
        var slot = Details.text(fact, "slot");
        var place = slot.substring(slot.indexOf(':') + 1);
        var what =
                switch (slot.substring(0, Math.max(0, slot.indexOf(':')))) {
                    case "env" ->
                            place.equals("*") ? "the whole environment" : "the variable " + place;
                    case "file" -> "what is in ~/" + place;
                    case "argument" -> "what a tool is called with (" + place + ")";
                    default -> "an answer of " + place;
                };
        var form = Details.text(fact, "form");
        var title =
                words
                        + what
                        + " to "
                        + Details.text(fact, "host")
                        + (form.equals("as it is") ? "" : ", " + form);
        return one(sighting, change, severity, Sentences.cut(title));
    }
}
