package dev.assay.scanners.delta;

import dev.assay.scanners.delta.rule.Judgement;
import dev.assay.scanners.delta.rule.SourceCase;
import dev.assay.scanners.delta.rule.SourceRules;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.source.SourceOutcome;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
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
        if (findings.isEmpty()) {
            return delta;
        }
        var all = new ArrayList<>(delta.findings());
        all.addAll(findings);
        return Deltas.of(delta.from(), delta.to(), delta.coverage(), Findings.merged(all));
    }

    /** The findings alone. */
    static List<Finding> findings(SourceCase source) {
        return SourceRules.all().stream()
                .flatMap(rule -> rule.judge(source).stream())
                .map(SourceDelta::finding)
                .toList();
    }

    private static Finding finding(Judgement judgement) {
        return new Finding(
                Findings.id(
                        judgement.kind(),
                        judgement.change(),
                        judgement.value(),
                        judgement.discriminator()),
                judgement.kind(),
                judgement.change(),
                judgement.severity(),
                judgement.value(),
                judgement.title(),
                judgement.facts().stream().anyMatch(Fact::reachable),
                Via.PLAIN,
                judgement.facts().stream().map(Fact::at).toList(),
                judgement.detail());
    }
}
