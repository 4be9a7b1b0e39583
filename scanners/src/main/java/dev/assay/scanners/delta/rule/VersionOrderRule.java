package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.List;

/**
 * A version that appeared after a higher one of the same line. A fix for an older line is usual; a
 * number in the middle of the current one is taken by whoever wants to be resolved by a range.
 */
final class VersionOrderRule implements PublisherRule {

    @Override
    public String id() {
        return "version-order";
    }

    @Override
    public FindingKind kind() {
        return FindingKind.PUBLISHER_CHANGED;
    }

    @Override
    public List<Judgement> judge(PublisherCase publishing) {
        var own = publishing.publication().orElse(null);
        var at = publishing.at();
        var number = own == null ? null : PublisherCase.number(own).orElse(null);
        if (number == null || at == null || number.isPrerelease()) {
            return List.of();
        }
        return publishing.now().history().publications().stream()
                .filter(each -> each.at() != null && each.at().isBefore(at))
                .flatMap(each -> PublisherCase.number(each).stream())
                .filter(each -> !each.isPrerelease())
                .filter(each -> each.major() == number.major() && each.minor() == number.minor())
                .filter(each -> each.compareTo(number) > 0)
                .findFirst()
                .map(
                        higher ->
                                judgement(
                                        publishing.before() == null
                                                ? Change.PRESENT
                                                : Change.CHANGED,
                                        Severity.MEDIUM,
                                        publishing.now().version(),
                                        "By the registry's times it appeared after "
                                                + higher
                                                + ", which is higher and of the same line"))
                .stream()
                .toList();
    }
}
