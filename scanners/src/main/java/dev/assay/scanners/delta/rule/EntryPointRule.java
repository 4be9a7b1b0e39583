package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/** Which file runs when somebody starts or imports the package (signals ART-ENTRY-CHANGED). */
final class EntryPointRule implements Rule {

    @Override
    public FindingKind kind() {
        return FindingKind.ENTRY_POINT;
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (sighting.now().isEmpty()) {
            return one(sighting, Change.REMOVED, Severity.INFO, "is no longer declared");
        }
        var target = target(sighting.fact());
        if (comparison.basis() == Basis.PRESENCE) {
            return one(sighting, Change.PRESENT, Severity.INFO, "is " + target);
        }
        if (sighting.before().isEmpty()) {
            var severity = comparison.basis() == Basis.CHANGE ? weight(sighting) : Severity.INFO;
            return one(sighting, Change.ADDED, severity, "is new: " + target);
        }
        var earlier = target(sighting.earlier());
        if (earlier.equals(target)) {
            return List.of();
        }
        var words = "was " + earlier + " and is now " + target;
        return List.of(
                one(sighting, Change.CHANGED, weight(sighting), words)
                        .getFirst()
                        .with("earlierTarget", earlier));
    }

    private static Severity weight(Sighting sighting) {
        return Details.text(sighting.fact(), "role").endsWith("exports")
                ? Severity.LOW
                : Severity.MEDIUM;
    }

    private static String target(Fact fact) {
        var target = Details.text(fact, "target");
        return target.startsWith("./") ? target.substring(2) : target;
    }

    private static List<Judgement> one(
            Sighting sighting, Change change, Severity severity, String words) {
        var title = "The entry point '" + sighting.value() + "' " + words;
        return List.of(Judgement.of(sighting, change, severity, title));
    }
}
