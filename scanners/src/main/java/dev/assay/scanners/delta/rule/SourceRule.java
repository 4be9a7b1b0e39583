package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Says what is to be known of how a package compares with the source it names. Unlike a {@link
 * Rule} it judges what was found beside the package, in its repository.
 */
public sealed interface SourceRule
        permits SourceLostRule,
                SourceVersionRule,
                UnsourcedFieldRule,
                UnsourcedFileRule,
                UnsourcedFunctionRule {

    /** So many findings of one rule say each what they have to say; the rest are one more. */
    int MOST = 20;

    /** The kind of its findings; its wire name is the rule's id. */
    FindingKind kind();

    /** What there is to say; nothing where the source could not be looked at. */
    List<Judgement> judge(SourceCase source);

    /** A judgement of this rule. */
    default Judgement judgement(
            Change change, Severity severity, String value, String title, List<Fact> facts) {
        return new Judgement(
                kind(),
                change,
                severity,
                value,
                kind().wireName(),
                title,
                facts,
                Map.of("rule", kind().wireName()));
    }

    /** One judgement of all files beyond {@link #MOST}, as severe as the most severe of them. */
    default <F> Judgement further(
            SourceCase source,
            List<F> files,
            String what,
            Function<F, Severity> severity,
            Function<F, Fact> fact) {
        return judgement(
                source.change(),
                files.stream().map(severity).min(Comparator.naturalOrder()).orElseThrow(),
                "further files",
                files.size() + " further files " + what,
                files.stream().limit(MOST).map(fact).toList());
    }
}
