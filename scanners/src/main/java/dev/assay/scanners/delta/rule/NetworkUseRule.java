package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Calls over the network, and servers that wait for them (signals CAP-NET-HTTP, CAP-NET-LISTEN).
 * Where data goes is {@link OutboundDomainRule}'s question; here a call is told by its function,
 * host and path. A server in changed code is told again, because its routes and its address may
 * have changed with it.
 */
final class NetworkUseRule extends CapabilityRule {

    private final String words;
    private final Severity whenNew;

    NetworkUseRule(FindingKind kind, Severity whenNew, String words) {
        super(kind);
        this.whenNew = whenNew;
        this.words = words;
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.ADDED, whenNew, "Now ");
    }

    @Override
    List<Judgement> known(Sighting sighting, Comparison comparison) {
        var again = super.known(sighting, comparison);
        var fresh = sighting.withNow(comparison::inNewFunction);
        return again.isEmpty() && !fresh.now().isEmpty() && isServer(fresh.fact())
                ? told(fresh, Change.CHANGED, Severity.LOW, "In changed code ")
                : again;
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.CHANGED, whenNew, "From new code ");
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var severity = kind() == FindingKind.LISTENER ? Severity.LOW : Severity.INFO;
        return told(sighting, change, severity, "It ");
    }

    private static boolean isServer(Fact fact) {
        return fact.kind() == FindingKind.LISTENER || Details.text(fact, "sink").equals("listen");
    }

    private List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String sentence) {
        var title = sentence + words + " " + sighting.value();
        return one(sighting, change, severity, Sentences.cut(title));
    }
}
