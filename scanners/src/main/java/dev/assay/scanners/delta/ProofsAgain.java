package dev.assay.scanners.delta;

import dev.assay.scanners.delta.rule.Judgement;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Signatures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be said of a version whose proofs are looked at again: what held when it was vetted,
 * and holds no more. Pure. What could not be checked says nothing.
 */
public final class ProofsAgain {

    private static final Set<String> KINDS =
            Set.of(
                    FindingKind.SIGNATURE_INVALID.wireName(),
                    FindingKind.PROVENANCE_LOST.wireName());

    private static final String THEN = " when this was vetted, and is ";

    private ProofsAgain() {}

    /**
     * Whether a finding is one of these, rather than one of the comparison with another version. It
     * is told by the beginning of its title, which nobody else writes: what an upstream says stands
     * behind it.
     *
     * @param kind its kind as it is written
     */
    public static boolean isOne(String kind, String value, String title) {
        var start = "The " + value + " was ";
        var then = title.indexOf(THEN);
        return KINDS.contains(kind)
                && title.startsWith(start)
                && then >= start.length()
                && title.substring(start.length(), then).matches("[a-z ]{1,20}");
    }

    public static List<Finding> findings(String purl, Signatures then, Signatures now) {
        var findings = new ArrayList<Finding>();
        for (var each : then.all()) {
            now.all().stream()
                    .filter(other -> other.what().equals(each.what()))
                    .forEach(
                            other ->
                                    add(
                                            findings,
                                            purl,
                                            each.what(),
                                            each.outcome(),
                                            other.outcome()));
        }
        return List.copyOf(findings);
    }

    private static void add(
            List<Finding> findings, String purl, String what, Outcome<?> then, Outcome<?> now) {
        switch (now) {
            case Outcome.Invalid<?> invalid -> {
                // What was invalid when it was vetted stands in its findings.
                if (!(then instanceof Outcome.Invalid)) {
                    findings.add(
                            finding(
                                    purl,
                                    FindingKind.SIGNATURE_INVALID,
                                    Severity.CRITICAL,
                                    what,
                                    "The "
                                            + what
                                            + " was "
                                            + then.state()
                                            + THEN
                                            + "invalid now: "
                                            + now.reason()));
                }
            }
            case Outcome.Absent<?> absent -> lost(findings, purl, what, then, now);
            case Outcome.NotOffered<?> notOffered -> lost(findings, purl, what, then, now);
            case Outcome.Verified<?> verified -> {
                // It holds, or holds at last.
            }
            case Outcome.Unchecked<?> unchecked -> {
                // Nobody knows; the next look may.
            }
        }
    }

    private static void lost(
            List<Finding> findings, String purl, String what, Outcome<?> then, Outcome<?> now) {
        if (then instanceof Outcome.Verified) {
            findings.add(
                    finding(
                            purl,
                            FindingKind.PROVENANCE_LOST,
                            Severity.HIGH,
                            what,
                            "The "
                                    + what
                                    + " was "
                                    + then.state()
                                    + THEN
                                    + now.state()
                                    + " now: "
                                    + now.reason()));
        }
    }

    private static Finding finding(
            String purl, FindingKind kind, Severity severity, String what, String title) {
        return Findings.beside(
                new Judgement(
                        kind,
                        Change.CHANGED,
                        severity,
                        what,
                        "looked at again",
                        title,
                        List.of(),
                        Map.of("rule", kind.wireName())),
                true,
                Findings.manifest(purl));
    }
}
