package dev.assay.scanners.delta;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.rule.Comparison;
import dev.assay.scanners.delta.rule.Judgement;
import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes findings of judgements: an identity, a severity that knows reachability, no duplicates. */
final class Findings {

    /** More places than this help nobody; the count stays in {@code detail.places}. */
    private static final int MAX_EVIDENCE = 50;

    /** The detail that says, for each package, by which dependencies it is reached. */
    static final String REACHED = "reached";

    private Findings() {}

    static List<Finding> of(List<Judgement> judgements, Comparison comparison) {
        return merged(
                judgements.stream().map(judgement -> finding(judgement, comparison)).toList());
    }

    private static Finding finding(Judgement judgement, Comparison comparison) {
        var reachable = judgement.facts().stream().anyMatch(Fact::reachable);
        var evidence = new LinkedHashSet<Evidence>();
        judgement.facts().forEach(fact -> evidence.add(fact.at()));
        return new Finding(
                id(
                        judgement.kind(),
                        judgement.change(),
                        judgement.value(),
                        judgement.discriminator()),
                judgement.kind(),
                judgement.change(),
                reachable ? judgement.severity() : lowered(judgement.severity()),
                judgement.value(),
                judgement.title(),
                reachable,
                judgement.facts().isEmpty() ? Via.PLAIN : judgement.facts().getFirst().via(),
                List.copyOf(evidence),
                detail(judgement, comparison));
    }

    /** A finding of something beside the bytes, as severe as it was judged. */
    static Finding beside(Judgement judgement, boolean reachable, List<Evidence> evidence) {
        return new Finding(
                id(
                        judgement.kind(),
                        judgement.change(),
                        judgement.value(),
                        judgement.discriminator()),
                judgement.kind(),
                judgement.change(),
                judgement.severity(),
                judgement.value(),
                judgement.title(),
                reachable,
                Via.PLAIN,
                evidence,
                judgement.detail());
    }

    /** Where something stands that is said of a package as a whole. */
    static List<Evidence> manifest(String purl) {
        return List.of(new Evidence(purl, "package.json", 0, 0, null, ""));
    }

    /**
     * With one path that leads there, and with where the function that the finding stands in was
     * before it was changed.
     */
    private static Map<String, Object> detail(Judgement judgement, Comparison comparison) {
        var detail = new LinkedHashMap<>(judgement.detail());
        detail.remove(CallPath.KEY);
        if (judgement.change() != Change.REMOVED) {
            path(judgement.facts(), detail);
        }
        for (var fact : judgement.facts()) {
            var before = comparison.functionBefore(fact);
            if (before != null) {
                detail.put(
                        "functionBefore",
                        Map.of(
                                "file", before.file(),
                                "line", before.line(),
                                "endLine", before.endLine(),
                                "function", before.name()));
                break;
            }
        }
        return detail;
    }

    /** That of the first place to which one was found. */
    private static void path(List<Fact> facts, Map<String, Object> detail) {
        for (var fact : facts) {
            var path = CallPath.in(fact.detail());
            if (path != null && path.isFound()) {
                detail.put(CallPath.KEY, path.toDetail());
                return;
            }
            if (path != null) {
                detail.putIfAbsent(CallPath.KEY, path.toDetail());
            }
        }
    }

    /** The same on every machine and in every run, and no word of where it was found. */
    static String id(FindingKind kind, Change change, String value, String discriminator) {
        var said = String.join("\u0000", kind.wireName(), change.name(), value, discriminator);
        return Sha256.of(said.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
    }

    private static Severity lowered(Severity severity) {
        return severity == Severity.INFO
                ? Severity.INFO
                : Severity.values()[severity.ordinal() + 1];
    }

    /** Findings with one identity become one, as severe as the most severe, with all evidence. */
    static List<Finding> merged(List<Finding> findings) {
        var byId = new LinkedHashMap<String, Finding>();
        findings.forEach(finding -> byId.merge(finding.id(), finding, Findings::join));
        return byId.values().stream().map(Findings::bounded).toList();
    }

    private static Finding join(Finding one, Finding other) {
        var first = other.severity().compareTo(one.severity()) < 0 ? other : one;
        var second = first == one ? other : one;
        var evidence = new LinkedHashSet<>(first.evidence());
        evidence.addAll(second.evidence());
        var joined =
                with(first, first.reachable() || second.reachable(), new ArrayList<>(evidence));
        var reached = reached(first, second);
        if (reached.isEmpty()) {
            return joined;
        }
        var detail = new LinkedHashMap<>(joined.detail());
        detail.put(REACHED, reached);
        return detailed(joined, detail);
    }

    private static Map<String, Object> reached(Finding first, Finding second) {
        var reached = new TreeMap<String, Object>();
        for (var finding : List.of(second, first)) {
            if (finding.detail().get(REACHED) instanceof Map<?, ?> ways) {
                ways.forEach((name, way) -> reached.put(String.valueOf(name), way));
            }
        }
        return reached;
    }

    /** The same finding with other details. */
    static Finding detailed(Finding finding, Map<String, Object> detail) {
        return new Finding(
                finding.id(),
                finding.kind(),
                finding.change(),
                finding.severity(),
                finding.value(),
                finding.title(),
                finding.reachable(),
                finding.via(),
                finding.evidence(),
                detail);
    }

    private static Finding bounded(Finding finding) {
        if (finding.evidence().size() <= MAX_EVIDENCE) {
            return finding;
        }
        var detail = new LinkedHashMap<>(finding.detail());
        detail.put("places", finding.evidence().size());
        return new Finding(
                finding.id(),
                finding.kind(),
                finding.change(),
                finding.severity(),
                finding.value(),
                finding.title(),
                finding.reachable(),
                finding.via(),
                finding.evidence().subList(0, MAX_EVIDENCE),
                detail);
    }

    private static Finding with(Finding finding, boolean reachable, List<Evidence> evidence) {
        return new Finding(
                finding.id(),
                finding.kind(),
                finding.change(),
                finding.severity(),
                finding.value(),
                finding.title(),
                reachable,
                finding.via(),
                evidence,
                finding.detail());
    }
}
