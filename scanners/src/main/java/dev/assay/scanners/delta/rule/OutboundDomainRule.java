package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Hosts (signals DST-HOST-NEW, DST-SUSPICIOUS, FLOW-DECODE-NET). One that code calls weighs; one
 * that is only written somewhere is a note, unless the code itself calls it an endpoint.
 */
final class OutboundDomainRule implements Rule {

    private static final String NAMED = "named";

    @Override
    public FindingKind kind() {
        return FindingKind.OUTBOUND_DOMAIN;
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (sighting.now().isEmpty()) {
            return sighting.anyBefore(OutboundDomainRule::isContacted)
                    ? one(sighting, Change.REMOVED, Severity.INFO, " is no longer contacted")
                    : List.of();
        }
        var contacted = sighting.withNow(OutboundDomainRule::isContacted);
        if (contacted.now().isEmpty()) {
            return mentioned(sighting, comparison);
        }
        return switch (comparison.basis()) {
            case PRESENCE -> present(contacted);
            case ARRIVAL ->
                    one(
                            contacted,
                            Change.ADDED,
                            weight(contacted),
                            " is contacted" + how(contacted));
            case CHANGE -> changed(contacted);
        };
    }

    private static List<Judgement> changed(Sighting contacted) {
        var known = contacted.anyBefore(OutboundDomainRule::isContacted);
        if (known && !isReachableNow(contacted)) {
            return List.of();
        }
        var words = " is newly contacted" + how(contacted);
        return one(contacted, Change.ADDED, weight(contacted), words);
    }

    private static boolean isReachableNow(Sighting contacted) {
        return contacted.anyNow(Fact::reachable)
                && !contacted.anyBefore(fact -> isContacted(fact) && fact.reachable());
    }

    private static List<Judgement> present(Sighting contacted) {
        var weight = weight(contacted);
        var severity =
                weight == Severity.CRITICAL
                        ? Severity.HIGH
                        : weight == Severity.HIGH ? Severity.LOW : weight;
        return one(contacted, Change.PRESENT, severity, " is contacted" + how(contacted));
    }

    private static List<Judgement> mentioned(Sighting sighting, Comparison comparison) {
        if (!sighting.before().isEmpty()) {
            return List.of();
        }
        if (comparison.basis() == Basis.PRESENCE) {
            return one(sighting, Change.PRESENT, Severity.INFO, " is mentioned, and not contacted");
        }
        var called = sighting.withNow(OutboundDomainRule::mayBeCalled);
        if (called.now().isEmpty() || Hosts.isLocal(sighting.value())) {
            return one(sighting, Change.ADDED, Severity.INFO, " is mentioned, and not contacted");
        }
        var name = Details.text(called.fact(), NAMED);
        var why =
                name.isEmpty()
                        ? "its name is hidden by an encoding"
                        : "the code keeps it as an address to call (" + name + ")";
        return one(
                called,
                Change.ADDED,
                Severity.MEDIUM,
                " is new, and " + why + "; where it goes could not be followed");
    }

    /** In code that runs, hidden, or under a name that says what it is for. */
    private static boolean mayBeCalled(Fact fact) {
        return fact.reachable()
                && (fact.via() == Via.DECODED || !Details.text(fact, NAMED).isEmpty());
    }

    private static Severity weight(Sighting contacted) {
        var host = contacted.value();
        if (Hosts.isLocal(host)) {
            return Severity.LOW;
        }
        return isInbox(contacted)
                        || Hosts.isDrop(host)
                        || Hosts.isBareAddress(host)
                        || isDecoded(contacted)
                ? Severity.CRITICAL
                : Severity.HIGH;
    }

    private static String how(Sighting contacted) {
        if (isDecoded(contacted)) {
            return "; its name is hidden by an encoding";
        }
        if (Hosts.isLocal(contacted.value())) {
            return "; it is this machine, a private network or an example";
        }
        if (isInbox(contacted)) {
            return "; the path says who receives it there";
        }
        return Hosts.isDrop(contacted.value())
                ? "; anybody can collect data there without a name"
                : "";
    }

    /** A webhook, a bot or a bucket: a receiver of its own at a host that many share. */
    private static boolean isInbox(Sighting contacted) {
        return !Details.text(contacted.fact(), "inbox").isEmpty();
    }

    private static boolean isDecoded(Sighting contacted) {
        return contacted.now().stream().allMatch(fact -> fact.via() == Via.DECODED);
    }

    private static boolean isContacted(Fact fact) {
        return !Details.isNot(fact, "contacted");
    }

    private static List<Judgement> one(
            Sighting sighting, Change change, Severity severity, String words) {
        return List.of(Judgement.of(sighting, change, severity, sighting.value() + words));
    }
}
