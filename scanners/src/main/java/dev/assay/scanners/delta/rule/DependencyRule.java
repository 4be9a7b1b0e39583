package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Set;

/**
 * Packages that come along. A dependency that appears in a patch release, or that no code imports,
 * is how several campaigns shipped their hook (signals DEP-ADDED-IN-PATCH, DEP-UNUSED-ADDED).
 */
final class DependencyRule implements Rule {

    private static final Set<String> ANY_VERSION = Set.of("*", "", "latest", "x", "next");

    @Override
    public FindingKind kind() {
        return FindingKind.DEPENDENCY_ADDED;
    }

    @Override
    public Set<FindingKind> tells() {
        return Set.of(FindingKind.DEPENDENCY_ADDED, FindingKind.DEPENDENCY_REMOVED);
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        var name = sighting.value();
        if (sighting.now().isEmpty()) {
            return one(sighting, Change.REMOVED, Severity.INFO, "No longer depends on " + name)
                    .stream()
                    .map(judgement -> judgement.as(FindingKind.DEPENDENCY_REMOVED))
                    .toList();
        }
        var fact = sighting.fact();
        var range = Details.text(fact, "range");
        if (comparison.basis() != Basis.CHANGE) {
            var change = comparison.basis() == Basis.ARRIVAL ? Change.ADDED : Change.PRESENT;
            var unused = isUnused(fact, comparison);
            var title =
                    "Depends on " + name + " " + range + (unused ? ", which no code imports" : "");
            return one(sighting, change, unused ? Severity.LOW : Severity.INFO, title);
        }
        return sighting.before().isEmpty()
                ? added(sighting, comparison)
                : rangeChanged(sighting, Details.text(sighting.earlier(), "range"), range);
    }

    private static List<Judgement> added(Sighting sighting, Comparison comparison) {
        var fact = sighting.fact();
        var name = fact.value();
        var range = Details.text(fact, "range");
        if (isUnused(fact, comparison)) {
            var title =
                    "New dependency " + name + " " + range + " that no code of the package imports";
            return one(sighting, Change.ADDED, Severity.HIGH, title);
        }
        if (comparison.isPatchRelease()) {
            var title = "New dependency " + name + " " + range + " in a patch release";
            return one(sighting, Change.ADDED, Severity.HIGH, title);
        }
        return one(sighting, Change.ADDED, Severity.MEDIUM, "New dependency " + name + " " + range);
    }

    private static List<Judgement> rangeChanged(Sighting sighting, String earlier, String range) {
        if (earlier.equals(range)) {
            return List.of();
        }
        var loosened =
                ANY_VERSION.contains(range.strip()) && !ANY_VERSION.contains(earlier.strip());
        var title =
                "The dependency "
                        + sighting.value()
                        + " went from "
                        + earlier
                        + " to "
                        + range
                        + (loosened ? ", which accepts any version" : "");
        return one(sighting, Change.CHANGED, loosened ? Severity.MEDIUM : Severity.LOW, title)
                .stream()
                .map(judgement -> judgement.with("earlierRange", earlier))
                .toList();
    }

    /** Nothing can be said where no dependency is imported at all: the package is a bundle. */
    private static boolean isUnused(Fact fact, Comparison comparison) {
        return Details.text(fact, "imported").equals("no")
                && Details.text(fact, "group").equals("dependencies")
                && !fact.value().startsWith("@types/")
                && comparison.to().facts().stream()
                        .filter(other -> other.kind() == FindingKind.DEPENDENCY_ADDED)
                        .anyMatch(other -> Details.text(other, "imported").equals("code"));
    }

    private static List<Judgement> one(
            Sighting sighting, Change change, Severity severity, String title) {
        return List.of(Judgement.of(sighting, change, severity, title));
    }
}
