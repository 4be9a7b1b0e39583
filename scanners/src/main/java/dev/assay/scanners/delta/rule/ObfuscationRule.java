package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/** Code made hard to read on purpose, which minifying is not (signals ART-OBFUSC, ART-WS-HIDE). */
final class ObfuscationRule extends CapabilityRule {

    ObfuscationRule() {
        super(FindingKind.OBFUSCATION);
    }

    private static final String MINIFIED = "minified";

    @Override
    public String key(Fact fact) {
        return isMinified(fact) ? fact.value() + " " + Details.text(fact, "file") : fact.value();
    }

    /** Bundlers minify and nothing is wrong with that; a file that was readable and is not, is. */
    private static boolean isMinified(Fact fact) {
        return fact.value().equals(MINIFIED);
    }

    private static List<Judgement> minified(Sighting sighting, Comparison comparison) {
        var file = Details.text(sighting.fact(), "file");
        if (!sighting.before().isEmpty() || !comparison.hadFile(file)) {
            return List.of();
        }
        var severity = comparison.hasNewFunction(file) ? Severity.MEDIUM : Severity.LOW;
        return one(
                sighting,
                Change.ADDED,
                severity,
                "A file that could be read before is minified now: " + file);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        if (isMinified(sighting.fact())) {
            return minified(sighting, comparison);
        }
        return one(
                sighting,
                Change.ADDED,
                Severity.HIGH,
                "Code is newly obfuscated: " + sighting.value());
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        if (isMinified(sighting.fact())) {
            return List.of();
        }
        return one(
                sighting,
                Change.CHANGED,
                Severity.MEDIUM,
                "More obfuscated code: " + sighting.value());
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        if (isMinified(sighting.fact())) {
            return List.of();
        }
        return one(sighting, change, Severity.HIGH, "Code is obfuscated: " + sighting.value());
    }
}
