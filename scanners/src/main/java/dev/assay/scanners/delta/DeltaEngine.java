package dev.assay.scanners.delta;

import dev.assay.scanners.delta.rule.Comparison;
import dev.assay.scanners.delta.rule.Judgement;
import dev.assay.scanners.delta.rule.Rule;
import dev.assay.scanners.delta.rule.Rules;
import dev.assay.scanners.delta.rule.Sighting;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.vendored.Attributed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says what changed between two versions. Pure: the same profiles give the same delta, on every
 * machine and in every run.
 */
public final class DeltaEngine {

    private final Map<FindingKind, Rule> rules;

    public DeltaEngine() {
        this(Rules.byKind());
    }

    /** With these rules alone, each by the kind of fact that it judges. */
    DeltaEngine(Map<FindingKind, Rule> rules) {
        this.rules = rules;
    }

    /**
     * @param from the older version, or null for a first look at {@code to}, which is then judged
     *     by what is there
     */
    public Delta compare(@Nullable Profile from, Profile to) {
        return compare(from == null ? null : Attributed.unknown(from), Attributed.unknown(to));
    }

    /** The same, where it is known which functions come from other packages. */
    public Delta compare(@Nullable Attributed from, Attributed to) {
        return judge(from == null ? Comparison.presence(to) : Comparison.change(from, to));
    }

    /** A package that joins a closure which was approved without it. */
    public Delta arrive(Profile to) {
        return arrive(Attributed.unknown(to));
    }

    /** The same, where it is known which functions come from other packages. */
    public Delta arrive(Attributed to) {
        return judge(Comparison.arrival(to));
    }

    private Delta judge(Comparison comparison) {
        var judgements = new ArrayList<Judgement>();
        sightings(comparison)
                .forEach(
                        (kind, byKey) -> {
                            var rule = rules.get(kind);
                            if (rule != null) {
                                byKey.values()
                                        .forEach(
                                                sighting ->
                                                        judgements.addAll(
                                                                rule.judge(sighting, comparison)));
                            }
                        });
        var to = comparison.to();
        var coverage = coverage(to.coverage(), comparison);
        var findings = new ArrayList<>(Findings.of(judgements, comparison));
        if (!coverage.sufficient()) {
            findings.add(InsufficientCoverage.finding(to.purl(), coverage));
        }
        var from = comparison.from();
        return Deltas.of(from == null ? null : side(from), side(to), coverage, findings);
    }

    private Map<FindingKind, Map<String, Sighting>> sightings(Comparison comparison) {
        var before = new HashMap<FindingKind, Map<String, List<Fact>>>();
        var now = new TreeMap<FindingKind, Map<String, List<Fact>>>();
        var from = comparison.from();
        if (from != null) {
            comparison.factsBefore().forEach(fact -> group(fact, before));
        }
        comparison.facts().forEach(fact -> group(fact, now));
        before.forEach(
                (kind, byKey) -> {
                    var here = now.computeIfAbsent(kind, key -> new TreeMap<>());
                    byKey.keySet().forEach(key -> here.putIfAbsent(key, List.of()));
                });
        var sightings = new TreeMap<FindingKind, Map<String, Sighting>>();
        now.forEach(
                (kind, byKey) -> {
                    var older = before.getOrDefault(kind, Map.of());
                    var joined = new TreeMap<String, Sighting>();
                    byKey.forEach(
                            (key, facts) ->
                                    joined.put(
                                            key,
                                            new Sighting(
                                                    older.getOrDefault(key, List.of()), facts)));
                    sightings.put(kind, joined);
                });
        return sightings;
    }

    private void group(Fact fact, Map<FindingKind, Map<String, List<Fact>>> into) {
        var rule = rules.get(fact.kind());
        if (rule != null) {
            into.computeIfAbsent(fact.kind(), kind -> new TreeMap<>())
                    .computeIfAbsent(rule.key(fact), key -> new ArrayList<>())
                    .add(fact);
        }
    }

    private static Delta.Side side(Profile profile) {
        return new Delta.Side(profile.purl(), profile.sha256());
    }

    private static Coverage coverage(Coverage of, Comparison comparison) {
        return new Coverage(
                of.files(),
                of.bytes(),
                of.codeBytes(),
                of.parsedCodeBytes(),
                of.unparsed(),
                of.functions(),
                comparison.newFunctions(),
                comparison.changedFunctions());
    }
}
