package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.source.SourceComparison;
import dev.assay.scanners.source.SourceOutcome;

import java.util.List;

/** A package that matched its source before, and does not now. */
final class SourceLostRule implements SourceRule {

    @Override
    public FindingKind kind() {
        return FindingKind.SOURCE_LOST;
    }

    @Override
    public List<Judgement> judge(SourceCase source) {
        var before = source.comparedBefore().filter(SourceComparison::matches).orElse(null);
        if (before == null) {
            return List.of();
        }
        return switch (source.now()) {
            case SourceOutcome.Compared(var now) ->
                    now.matches()
                            ? List.of()
                            : lost(
                                    source,
                                    before,
                                    Severity.HIGH,
                                    "has code that is not in " + SourceCase.source(now));
            case SourceOutcome.NoSuchVersion none ->
                    lost(source, before, Severity.MEDIUM, "is not in " + none.repository());
            case SourceOutcome.NoRepository none ->
                    lost(source, before, Severity.MEDIUM, "names no repository any more");
            case SourceOutcome.NotComparable none ->
                    lost(source, before, Severity.MEDIUM, "cannot be compared: " + none.reason());
            // Nobody could look; the outcome says why, and nothing follows of the package.
            case SourceOutcome.NotAllowed none -> List.of();
            case SourceOutcome.Unreachable none -> List.of();
            case SourceOutcome.TooLarge none -> List.of();
            case SourceOutcome.SwitchedOff none -> List.of();
        };
    }

    private List<Judgement> lost(
            SourceCase source, SourceComparison before, Severity severity, String now) {
        return List.of(
                judgement(
                        Change.CHANGED,
                        severity,
                        before.repository(),
                        "The version before was what "
                                + SourceCase.source(before)
                                + " has; this one "
                                + now,
                        List.of(source.at(kind(), "package.json", 0, null, true, ""))));
    }
}
