package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.licence.LicenceFiles;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The licence a version declares, and those whose texts its files hold. */
final class LicenceRule implements Rule {

    private static final String DECLARED = "licence";
    private static final String TEXT = "licence text";

    @Override
    public FindingKind kind() {
        return FindingKind.LICENCE;
    }

    @Override
    public String key(Fact fact) {
        return LicenceFiles.isFile(fact) ? TEXT : DECLARED;
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        var isText =
                Stream.concat(sighting.before().stream(), sighting.now().stream())
                        .anyMatch(LicenceFiles::isFile);
        return isText ? text(sighting, comparison) : declared(sighting, comparison);
    }

    private static List<Judgement> declared(Sighting sighting, Comparison comparison) {
        var earlier = names(sighting.before());
        var now = names(sighting.now());
        if (comparison.basis() != Basis.CHANGE) {
            return List.of(
                    Judgement.of(
                            sighting, first(comparison), Severity.INFO, "The licence is " + now));
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

    /** A text that says what is declared is nothing to tell of at first. */
    private static List<Judgement> text(Sighting sighting, Comparison comparison) {
        var earlier = names(sighting.before());
        var now = names(sighting.now());
        var against = against(sighting.now());
        if (comparison.basis() != Basis.CHANGE) {
            return against.isEmpty()
                    ? List.of()
                    : List.of(
                            Judgement.of(
                                    sighting,
                                    first(comparison),
                                    Severity.LOW,
                                    "Its licence file holds " + now + against));
        }
        if (earlier.equals(now)) {
            return List.of();
        }
        if (now.isEmpty()) {
            var title = "The licence file is gone; it held " + earlier;
            return List.of(Judgement.of(sighting, Change.REMOVED, Severity.LOW, title));
        }
        return List.of(
                earlier.isEmpty()
                        ? Judgement.of(
                                sighting,
                                Change.ADDED,
                                against.isEmpty() ? Severity.INFO : Severity.LOW,
                                "A licence file came: " + now + against)
                        : Judgement.of(
                                        sighting,
                                        Change.CHANGED,
                                        Severity.LOW,
                                        "The licence file held "
                                                + earlier
                                                + " and now holds "
                                                + now
                                                + against)
                                .with("earlier", earlier));
    }

    private static String against(List<Fact> facts) {
        return facts.stream()
                .map(each -> each.detail().get(LicenceFiles.DECLARED))
                .filter(Objects::nonNull)
                .findFirst()
                .map(declared -> ", and the package declares " + declared)
                .orElse("");
    }

    private static Change first(Comparison comparison) {
        return comparison.basis() == Basis.ARRIVAL ? Change.ADDED : Change.PRESENT;
    }

    private static String names(List<Fact> facts) {
        return facts.stream()
                .map(Fact::value)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
