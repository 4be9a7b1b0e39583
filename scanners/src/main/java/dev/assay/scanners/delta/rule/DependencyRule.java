package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Packages that come along. A dependency that appears in a patch release, or that no code imports,
 * is how several campaigns shipped their hook (signals DEP-ADDED-IN-PATCH, DEP-UNUSED-ADDED).
 */
final class DependencyRule implements Rule {

    /** Any version, now or to come: no upper bound, or a tag that its owner moves. */
    private static final Pattern ANY_VERSION =
            Pattern.compile("\\s*(\\*|[xX]|[a-zA-Z][\\w-]*|>=?\\s*[^<|\\s]+)?\\s*");

    private static final String UNDECLARED = "undeclared";

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
            return one(sighting, Change.REMOVED, Severity.LOW, "No longer depends on " + name)
                    .stream()
                    .map(judgement -> judgement.as(FindingKind.DEPENDENCY_REMOVED))
                    .toList();
        }
        var fact = sighting.fact();
        if (isUndeclared(fact)) {
            return undeclared(sighting, comparison);
        }
        var range = Details.text(fact, "range");
        if (comparison.basis() != Basis.CHANGE) {
            var change = comparison.basis() == Basis.ARRIVAL ? Change.ADDED : Change.PRESENT;
            var unused = isUnused(fact, comparison);
            var title =
                    "Depends on " + name + " " + range + (unused ? ", which no code imports" : "");
            var like = lookAlike(name, comparison);
            return one(
                    sighting,
                    change,
                    unused || !like.isEmpty() ? Severity.LOW : Severity.INFO,
                    title + like);
        }
        if (sighting.before().stream().allMatch(DependencyRule::isUndeclared)) {
            return added(sighting, comparison);
        }
        var moved = moved(sighting);
        return moved.isEmpty()
                ? rangeChanged(sighting, Details.text(sighting.earlier(), "range"), range)
                : moved;
    }

    private static boolean isUndeclared(Fact fact) {
        return Details.text(fact, "group").equals(UNDECLARED);
    }

    /** Code that loads a package which is not declared runs whatever lies there under that name. */
    private static List<Judgement> undeclared(Sighting sighting, Comparison comparison) {
        var name = sighting.value();
        if (comparison.basis() != Basis.CHANGE) {
            var change = comparison.basis() == Basis.ARRIVAL ? Change.ADDED : Change.PRESENT;
            return one(sighting, change, Severity.INFO, "Imports " + name + " undeclared");
        }
        if (sighting.anyBefore(DependencyRule::isUndeclared)) {
            return List.of();
        }
        var title =
                sighting.before().isEmpty()
                        ? "Now imports " + name + ", which the package does not declare"
                        : "No longer declares " + name + ", which its code still imports";
        return one(sighting, Change.ADDED, Severity.LOW, title + lookAlike(name, comparison));
    }

    /** Says which well-known name it could be mistaken for, as the end of a sentence. */
    private static String lookAlike(String name, Comparison comparison) {
        var others =
                comparison.to().facts().stream()
                        .filter(other -> other.kind() == FindingKind.DEPENDENCY_ADDED)
                        .map(Fact::value)
                        .toList();
        var like = LookAlikes.of(name, others);
        return like == null ? "" : ", a name that reads like " + like;
    }

    /** An optional or peer dependency that became an ordinary one is installed from now on. */
    private static List<Judgement> moved(Sighting sighting) {
        var before = groups(sighting.before());
        var now = groups(sighting.now());
        if (before.equals(now)) {
            return List.of();
        }
        var title =
                "The dependency "
                        + sighting.value()
                        + " moved from "
                        + String.join(" and ", before)
                        + " to "
                        + String.join(" and ", now);
        return one(sighting, Change.CHANGED, Severity.LOW, title);
    }

    private static Set<String> groups(List<Fact> facts) {
        return facts.stream()
                .filter(fact -> !isUndeclared(fact))
                .map(fact -> Details.text(fact, "group"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Judgement> added(Sighting sighting, Comparison comparison) {
        var fact = sighting.fact();
        var name = fact.value();
        var range = Details.text(fact, "range");
        var like = lookAlike(name, comparison);
        if (!like.isEmpty()) {
            return one(
                    sighting,
                    Change.ADDED,
                    Severity.HIGH,
                    "New dependency " + name + " " + range + like);
        }
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
                ANY_VERSION.matcher(range).matches() && !ANY_VERSION.matcher(earlier).matches();
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
