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
        var severity =
                switch (Details.text(sighting.fact(), "source")) {
                    case "override" -> Severity.LOW;
                    case "bundled" -> Severity.MEDIUM;
                    default -> Severity.HIGH;
                };
        return told(sighting, Change.ADDED, severity);
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var severity =
                switch (Details.text(sighting.fact(), "source")) {
                    case "bundled", "alias", "shrinkwrap" -> Severity.LOW;
                    case "override" -> Severity.INFO;
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
                    case "shrinkwrap" ->
                            "Ships npm-shrinkwrap.json, so npm installs what it says instead of"
                                    + " what package.json allows"
                                    + (range.isEmpty() ? "" : ", from " + range);
                    case "override" ->
                            "Overrides the dependency " + sighting.value() + " with " + range;
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
