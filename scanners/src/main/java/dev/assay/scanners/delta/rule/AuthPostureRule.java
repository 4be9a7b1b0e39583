package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.AuthWeakness;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.List;

/**
 * How a remote server lets people in: what is newly wrong with it, and what was put right. A fact
 * of kind {@code auth-posture} has the key of an {@link AuthWeakness} as its value.
 */
final class AuthPostureRule extends CapabilityRule {

    AuthPostureRule() {
        super(FindingKind.AUTH_POSTURE);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.ADDED, weakness(sighting).severity(), "Newly: ");
    }

    /** On a first look it weighs the same: nobody has accepted it yet. */
    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return told(sighting, change, weakness(sighting).severity(), "");
    }

    @Override
    List<Judgement> removed(Sighting sighting) {
        return told(sighting, Change.REMOVED, Severity.INFO, "No longer so: ");
    }

    private static List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var sentence = weakness(sighting).sentence();
        return one(
                sighting,
                change,
                severity,
                words.isEmpty()
                        ? sentence
                        : words + sentence.substring(0, 1).toLowerCase() + sentence.substring(1));
    }

    private static AuthWeakness weakness(Sighting sighting) {
        return AuthWeakness.of(sighting.value())
                .orElseThrow(() -> new IllegalStateException("no weakness " + sighting.value()));
    }
}
