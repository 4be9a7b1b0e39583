package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.List;

/** Code made hard to read on purpose, which minifying is not (signals ART-OBFUSC, ART-WS-HIDE). */
final class ObfuscationRule extends CapabilityRule {

    ObfuscationRule() {
        super(FindingKind.OBFUSCATION);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return one(
                sighting,
                Change.ADDED,
                Severity.HIGH,
                "Code is newly obfuscated: " + sighting.value());
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        return one(
                sighting,
                Change.CHANGED,
                Severity.MEDIUM,
                "More obfuscated code: " + sighting.value());
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return one(sighting, change, Severity.HIGH, "Code is obfuscated: " + sighting.value());
    }
}
