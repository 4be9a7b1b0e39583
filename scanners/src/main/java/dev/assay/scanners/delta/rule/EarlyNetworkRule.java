package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Calls that were seen. A server that calls somebody before a tool is called does so in every
 * session, whatever its user asks for; the other calls are told by whom they reach and what they
 * carry.
 */
final class EarlyNetworkRule extends CapabilityRule {

    EarlyNetworkRule() {
        super(FindingKind.NETWORK_CALL);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return isEarly(sighting.fact())
                ? told(sighting, Change.ADDED, Severity.MEDIUM, "Now calls ")
                : one(
                        sighting,
                        Change.ADDED,
                        Severity.LOW,
                        Sentences.cut("Was seen calling " + sighting.value()));
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return isEarly(sighting.fact())
                ? told(sighting, change, Severity.LOW, "Calls ")
                : one(
                        sighting,
                        change,
                        Severity.INFO,
                        Sentences.cut("Was seen calling " + sighting.value()));
    }

    private static boolean isEarly(Fact fact) {
        return Details.is(fact, "before");
    }

    private static List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var title = words + sighting.value() + ", whatever its user asks for";
        return one(sighting, change, severity, Sentences.cut(title));
    }
}
