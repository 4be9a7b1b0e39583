package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.stream.Collectors;

/** Dependencies that do not come from the registry under their own name (signals DEP-URL …). */
final class DependencySourceRule extends CapabilityRule {

    DependencySourceRule() {
        super(FindingKind.DEPENDENCY_SOURCE);
    }

    @Override
    public String key(Fact fact) {
        if (isInBundle(fact)) {
            return fact.value() + " in-bundle";
        }
        return fact.value()
                + " "
                + Details.text(fact, "source")
                + " "
                + Details.text(fact, "range");
    }

    /** A bundle is made of its packages: what changes is told as it is of a closure. */
    private static boolean isInBundle(Fact fact) {
        return Details.text(fact, "source").equals("in-bundle");
    }

    @Override
    List<Judgement> known(Sighting sighting, Comparison comparison) {
        if (!isInBundle(sighting.fact())) {
            return super.known(sighting, comparison);
        }
        var before = versions(sighting.before());
        var now = versions(sighting.now());
        return before.equals(now)
                ? List.of()
                : one(
                        sighting,
                        Change.CHANGED,
                        Severity.LOW,
                        Sentences.cut(
                                "Brings along "
                                        + sighting.value()
                                        + " "
                                        + now
                                        + ", before it was "
                                        + before));
    }

    private static String versions(List<Fact> facts) {
        return facts.stream()
                .map(fact -> Details.text(fact, "range"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        var severity =
                switch (Details.text(sighting.fact(), "source")) {
                    case "override" -> Severity.LOW;
                    case "bundled", "in-bundle" -> Severity.MEDIUM;
                    default -> Severity.HIGH;
                };
        return told(sighting, Change.ADDED, severity);
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var severity =
                switch (Details.text(sighting.fact(), "source")) {
                    case "bundled", "alias", "shrinkwrap" -> Severity.LOW;
                    case "override", "in-bundle" -> Severity.INFO;
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
                    case "in-bundle" -> "Brings along " + sighting.value() + " " + range;
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
