package dev.assay.scanners.delta;

import dev.assay.scanners.delta.rule.Judgement;
import dev.assay.scanners.delta.rule.PublisherCase;
import dev.assay.scanners.delta.rule.PublisherRules;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** A delta with what is invalid of the proofs of what the version brings along. */
    public static Delta withDependencies(Delta delta, List<PackageProofs> proofs) {
        var findings =
                proofs.stream()
                        .flatMap(
                                each ->
                                        each.signatures().all().stream()
                                                .filter(
                                                        named ->
                                                                named.outcome().defectOrNull()
                                                                        != null)
                                                .map(named -> invalid(each, named)))
                        .toList();
        if (findings.isEmpty()) {
            return delta;
        }
        var all = new ArrayList<>(delta.findings());
        all.addAll(findings);
        return Deltas.of(delta.from(), delta.to(), delta.coverage(), Findings.merged(all));
    }

    private static Finding invalid(PackageProofs proofs, Signatures.Named named) {
        var purl = proofs.purl().toString();
        return new Finding(
                Findings.id(FindingKind.SIGNATURE_INVALID, Change.PRESENT, named.what(), purl),
                FindingKind.SIGNATURE_INVALID,
                Change.PRESENT,
                Severity.CRITICAL,
                named.what(),
                "The " + named.what() + " of " + purl + " is invalid: " + named.outcome().reason(),
                true,
                Via.PLAIN,
                List.of(new Evidence(purl, "package.json", 0, 0, null, "")),
                Map.of("rule", FindingKind.SIGNATURE_INVALID.wireName()));
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
