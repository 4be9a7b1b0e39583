package dev.assay.scanners.delta;

import dev.assay.scanners.delta.rule.Judgement;
import dev.assay.scanners.delta.rule.SourceCase;
import dev.assay.scanners.delta.rule.SourceRules;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.source.SourceOutcome;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is to be said of how a version compares with the source it names, beside what its bytes do.
 * Pure, as all of a delta is: what was found in the repository is given.
 */
public final class SourceDelta {

    private SourceDelta() {}

    /**
     * A delta with what there is to say of its newer version's source.
     *
     * @param before the older version's outcome, or null at a first look or where nobody looked
     */
    public static Delta compared(Delta delta, @Nullable SourceOutcome before, SourceOutcome now) {
        var findings = findings(new SourceCase(delta.to().purl(), before, now));
        return Deltas.with(delta, findings);
    }

    /** The findings alone. */
    static List<Finding> findings(SourceCase source) {
        return SourceRules.all().stream()
                .flatMap(rule -> rule.judge(source).stream())
                .map(SourceDelta::finding)
                .toList();
    }

    private static Finding finding(Judgement judgement) {
        return Findings.beside(
                judgement,
                judgement.facts().stream().anyMatch(Fact::reachable),
                judgement.facts().stream().map(Fact::at).toList());
    }
}
