package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.source.SourceComparison;
import dev.assay.scanners.source.TreeMatch;

import java.util.List;

/** A field of the manifest that makes something run, and that the source does not have so. */
final class UnsourcedFieldRule implements SourceRule {

    @Override
    public FindingKind kind() {
        return FindingKind.UNSOURCED_FIELD;
    }

    @Override
    public List<Judgement> judge(SourceCase source) {
        return source.compared()
                .map(
                        comparison ->
                                comparison.fields().stream()
                                        .limit(MOST)
                                        .map(field -> judgement(source, comparison, field))
                                        .toList())
                .orElse(List.of());
    }

    private Judgement judgement(
            SourceCase source, SourceComparison comparison, TreeMatch.Field field) {
        var known =
                source.comparedBefore()
                        .map(before -> before.fields().stream())
                        .map(fields -> fields.anyMatch(each -> isSame(each, field)))
                        .orElse(false);
        return judgement(
                source.change(),
                known ? Severity.LOW : severity(field.name()),
                field.name() + " " + field.here(),
                "The manifest has "
                        + field.name()
                        + " as "
                        + field.here()
                        + ", and in "
                        + SourceCase.source(comparison)
                        + (field.inSource().isEmpty()
                                ? " it has none"
                                : " it is " + field.inSource())
                        + (known ? ", as in the version before" : ""),
                List.of(source.at(kind(), "package.json", field.line(), null, true, "")));
    }

    private static boolean isSame(TreeMatch.Field one, TreeMatch.Field other) {
        return one.name().equals(other.name()) && one.here().equals(other.here());
    }

    /** A publisher's tools rewrite where a package starts; scripts and dependencies they do not. */
    private static Severity severity(String name) {
        return name.startsWith("scripts.") || name.contains("ependencies.")
                ? Severity.HIGH
                : Severity.LOW;
    }
}
