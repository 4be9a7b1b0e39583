package dev.assay.scanners.delta;

import dev.assay.scanners.delta.rule.Judgement;
import dev.assay.scanners.delta.rule.PublisherCase;
import dev.assay.scanners.delta.rule.PublisherRules;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be said of who published a version, beside what its bytes do. Pure, as all of a delta
 * is: what the registry claimed and what was verified is given.
 */
public final class PublisherDelta {

    private PublisherDelta() {}

    /**
     * A delta with what there is to say of its newer version's publication.
     *
     * @param before the older version's, or null at a first look or where it is not known
     */
    public static Delta compared(Delta delta, @Nullable Publishing before, Publishing now) {
        var findings = findings(delta.to().purl(), before, now);
        if (findings.isEmpty()) {
            return delta;
        }
        var all = new ArrayList<>(delta.findings());
        all.addAll(findings);
        return Deltas.of(delta.from(), delta.to(), delta.coverage(), Findings.merged(all));
    }

    /** The findings alone. */
    static List<Finding> findings(String purl, @Nullable Publishing before, Publishing now) {
        var about = new PublisherCase(before, now);
        return Stream.concat(
                        PublisherRules.all().stream()
                                .flatMap(rule -> rule.judge(about).stream())
                                .map(judgement -> finding(purl, judgement)),
                        SourceChanges.of(purl, before, now).stream())
                .toList();
    }

    private static Finding finding(String purl, Judgement judgement) {
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
                true,
                Via.PLAIN,
                List.of(new Evidence(purl, "package.json", 0, 0, null, "")),
                judgement.detail());
    }
}
