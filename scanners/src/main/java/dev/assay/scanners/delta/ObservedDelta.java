package dev.assay.scanners.delta;

import dev.assay.scanners.delta.rule.FunctionChanges;
import dev.assay.scanners.delta.rule.ObservedRules;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.text.HostileJson;
import dev.assay.scanners.vendored.Attributed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What two versions were seen to do, compared by the rules that compare what their code says, and
 * joined with that delta (via {@code observed}). Pure, as all of a delta is.
 */
public final class ObservedDelta {

    /** What a server lists is gone when it is gone; what was sent may just not have come up. */
    private static final Set<FindingKind> LISTED =
            Set.of(
                    FindingKind.TOOL_REMOVED,
                    FindingKind.TOOL_ADDED,
                    FindingKind.PROMPT_CHANGED,
                    FindingKind.RESOURCE_CHANGED,
                    FindingKind.INSTRUCTIONS_CHANGED);

    private static final int MOST_PLACES = 50;

    /**
     * What may stand before the parameters of a function: {@code export default async function*}.
     */
    private static final int HEADS = 200;

    private static final String GATED = "gated";
    private static final String OBSERVED = "observed";

    private ObservedDelta() {}

    /**
     * A delta with what was seen.
     *
     * @param before of the older version; null at a first look, or where it was not run by the same
     *     engine, in which case nothing can be told to be new
     */
    public static Delta joined(Delta delta, @Nullable Observed before, Observed now) {
        return undriven(joinedFindings(delta, before, now), now);
    }

    /** What was not driven is not known to do nothing else. */
    private static Delta undriven(Delta delta, Observed now) {
        if (now.outcome() == Observed.Outcome.DRIVEN) {
            return delta;
        }
        var purl = delta.to().purl();
        var reason = String.valueOf(now.problem());
        return Deltas.with(
                delta,
                List.of(
                        new Finding(
                                Findings.id(FindingKind.COVERAGE, Change.PRESENT, purl, "run"),
                                FindingKind.COVERAGE,
                                Change.PRESENT,
                                Severity.LOW,
                                purl,
                                "It was run, and did not come to list its tools: "
                                        + HostileJson.shown(reason),
                                true,
                                Via.OBSERVED,
                                List.of(),
                                Map.of("reason", reason))));
    }

    private static Delta joinedFindings(Delta delta, @Nullable Observed before, Observed now) {
        if (delta.from() != null && before == null) {
            return delta;
        }
        var rest = new ArrayList<Finding>();
        var joined = new LinkedHashMap<String, Finding>();
        delta.findings().forEach(finding -> joined.put(finding.id(), finding));
        for (var seen : findings(before, now)) {
            var same = same(seen, delta.findings());
            if (same == null) {
                rest.add(seen);
            } else {
                joined.merge(same.id(), seen, ObservedDelta::confirmed);
            }
        }
        rest.addAll(joined.values());
        return Deltas.of(delta.from(), delta.to(), delta.coverage(), rest);
    }

    /**
     * A delta with the list that a reviewer has to read: new and changed functions of the release
     * that never ran while its tools were called.
     */
    public static Delta unrun(Delta delta, Attributed from, Attributed to, Observed now) {
        if (now.outcome() != Observed.Outcome.DRIVEN || now.executed().isEmpty()) {
            return delta;
        }
        var fresh =
                FunctionChanges.between(from, to).pairs().stream()
                        .map(FunctionChanges.Pair::to)
                        .filter(Objects::nonNull)
                        .filter(function -> function.end() > function.start())
                        .toList();
        var idle = fresh.stream().filter(function -> !ran(function, now)).toList();
        if (idle.isEmpty()) {
            return delta;
        }
        var purl = delta.to().purl();
        var finding =
                new Finding(
                        Findings.id(FindingKind.COVERAGE, Change.ADDED, purl, "unrun"),
                        FindingKind.COVERAGE,
                        Change.ADDED,
                        Severity.INFO,
                        purl,
                        idle.size()
                                + " of "
                                + fresh.size()
                                + " new and changed functions never ran while its tools were called",
                        true,
                        Via.OBSERVED,
                        idle.stream().limit(MOST_PLACES).map(each -> place(purl, each)).toList(),
                        Map.of("functions", fresh.size(), "unrun", idle.size()));
        return Deltas.with(delta, List.of(finding));
    }

    private static Evidence place(String purl, FunctionPrint function) {
        return new Evidence(
                purl,
                function.file(),
                function.line(),
                0,
                function.name().isEmpty() ? null : function.name(),
                "");
    }

    /**
     * Whether a function is one of those that ran. Both count UTF-16 units; where it begins is told
     * otherwise by the two for methods and for what is exported, where it ends is not.
     */
    private static boolean ran(FunctionPrint function, Observed now) {
        return now.executed().getOrDefault(function.file(), List.of()).stream()
                .anyMatch(
                        span ->
                                Math.abs(span.end() - function.end()) <= 1
                                        && Math.abs(span.start() - function.start()) <= HEADS);
    }

    /** The findings alone. */
    public static List<Finding> findings(@Nullable Observed before, Observed now) {
        if (before != null && before.engine() != now.engine()) {
            return List.of();
        }
        var engine = new DeltaEngine(ObservedRules.byKind());
        return engine
                .compare(before == null ? null : profile(before), profile(now))
                .findings()
                .stream()
                .filter(finding -> finding.change() != Change.REMOVED || lists(finding, now))
                .map(ObservedDelta::told)
                .toList();
    }

    private static boolean lists(Finding finding, Observed now) {
        return LISTED.contains(finding.kind()) && now.outcome() == Observed.Outcome.DRIVEN;
    }

    private static Profile profile(Observed observed) {
        var facts = new ArrayList<>(observed.facts());
        observed.gated().forEach(fact -> facts.add(fact.with(GATED, true)));
        return new Profile(
                Profile.SCHEMA,
                Profile.ANALYSIS,
                observed.purl(),
                null,
                new Coverage(0, 0, 0, 0, List.of(), 0, 0, 0),
                facts,
                List.of(),
                Map.of());
    }

    /** Where it was seen only when the surroundings were others, the sentence says so. */
    private static Finding told(Finding finding) {
        return Boolean.TRUE.equals(finding.detail().get(GATED))
                ? new Finding(
                        finding.id(),
                        finding.kind(),
                        finding.change(),
                        finding.severity(),
                        finding.value(),
                        finding.title() + " (seen only " + when(finding) + ")",
                        finding.reachable(),
                        finding.via(),
                        finding.evidence(),
                        finding.detail())
                : finding;
    }

    private static String when(Finding finding) {
        return Observed.ERRORS.equals(finding.detail().get(Observed.WHEN))
                ? "when hosts answered with errors"
                : "at another date, place and host name";
    }

    /** What the code's delta says of the same thing; null where it says nothing. */
    private static @Nullable Finding same(Finding seen, List<Finding> told) {
        for (var finding : told) {
            if (finding.id().equals(seen.id())
                    || finding.kind() == seen.kind()
                            && finding.change() == seen.change()
                            && subject(finding).equals(subject(seen))) {
                return finding;
            }
        }
        return null;
    }

    /** Analysers of code write the function that is called before what it is called with. */
    private static String subject(Finding finding) {
        var sink = String.valueOf(finding.detail().getOrDefault("sink", ""));
        return !sink.isEmpty() && finding.value().startsWith(sink + " ")
                ? finding.value().substring(sink.length() + 1)
                : finding.value();
    }

    /** The code's finding, which was also seen to come true. */
    private static Finding confirmed(Finding told, Finding seen) {
        var evidence = new LinkedHashSet<Evidence>(told.evidence());
        evidence.addAll(seen.evidence());
        var detail = new LinkedHashMap<>(told.detail());
        detail.put(OBSERVED, true);
        return new Finding(
                told.id(),
                told.kind(),
                told.change(),
                told.severity().compareTo(seen.severity()) <= 0 ? told.severity() : seen.severity(),
                told.value(),
                told.title(),
                true,
                told.via(),
                List.copyOf(evidence),
                detail);
    }
}
