package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.stream.Collectors;

/** The licence a version declares. */
final class LicenceRule implements Rule {

    @Override
    public FindingKind kind() {
        return FindingKind.LICENCE;
    }

    @Override
    public String key(Fact fact) {
        return "licence";
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        var earlier = names(sighting.before());
        var now = names(sighting.now());
        if (comparison.basis() != Basis.CHANGE) {
            var change = comparison.basis() == Basis.ARRIVAL ? Change.ADDED : Change.PRESENT;
            return List.of(Judgement.of(sighting, change, Severity.INFO, "The licence is " + now));
        }
        if (earlier.equals(now)) {
            return List.of();
        }
        if (now.isEmpty()) {
            var title = "No licence is declared any more; it was " + earlier;
            return List.of(Judgement.of(sighting, Change.REMOVED, Severity.LOW, title));
        }
        var title =
                earlier.isEmpty()
                        ? "A licence is declared now: " + now
                        : "The licence changed from " + earlier + " to " + now;
        var change = earlier.isEmpty() ? Change.ADDED : Change.CHANGED;
        return List.of(
                Judgement.of(sighting, change, Severity.LOW, title).with("earlier", earlier));
    }

    private static String names(List<Fact> facts) {
        return facts.stream()
                .map(Fact::value)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
