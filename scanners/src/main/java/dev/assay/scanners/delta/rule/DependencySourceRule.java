package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/** Dependencies that do not come from the registry under their own name (signals DEP-URL …). */
final class DependencySourceRule extends CapabilityRule {

    DependencySourceRule() {
        super(FindingKind.DEPENDENCY_SOURCE);
    }

    @Override
    public String key(Fact fact) {
        return fact.value()
                + " "
                + Details.text(fact, "source")
                + " "
                + Details.text(fact, "range");
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        var bundled = Details.text(sighting.fact(), "source").equals("bundled");
        return told(sighting, Change.ADDED, bundled ? Severity.MEDIUM : Severity.HIGH);
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var severity =
                switch (Details.text(sighting.fact(), "source")) {
                    case "bundled", "alias" -> Severity.LOW;
                    default -> Severity.HIGH;
                };
        return told(sighting, change, severity);
    }

    private static List<Judgement> told(Sighting sighting, Change change, Severity severity) {
        var source = Details.text(sighting.fact(), "source");
        var range = Details.text(sighting.fact(), "range");
        var title =
                switch (source) {
                    case "bundled" -> "The package ships its own copy of " + sighting.value();
                    case "alias" ->
                            "The dependency "
                                    + sighting.value()
                                    + " is another package under this name: "
                                    + range;
                    default ->
                            "The dependency "
                                    + sighting.value()
                                    + " comes from outside the registry ("
                                    + source
                                    + "): "
                                    + range;
                };
        return List.of(Judgement.of(sighting, change, severity, title).told(source + " " + range));
    }
}
