package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.source.SourceComparison;
import dev.assay.scanners.source.SourceComparison.UnknownFunction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Functions that come from nowhere, in a file that is otherwise the source's. */
final class UnsourcedFunctionRule implements SourceRule {

    /** By what the same function of the version before is known again. */
    private record Same(String path, String name, String text) {}

    @Override
    public FindingKind kind() {
        return FindingKind.UNSOURCED_FUNCTION;
    }

    @Override
    public List<Judgement> judge(SourceCase source) {
        var comparison = source.compared().orElse(null);
        if (comparison == null) {
            return List.of();
        }
        var known = new HashSet<Same>();
        source.comparedBefore()
                .ifPresent(
                        before -> before.unknownFunctions().forEach(each -> known.add(same(each))));
        var byFile = new LinkedHashMap<String, List<UnknownFunction>>();
        for (var each : comparison.unknownFunctions()) {
            byFile.computeIfAbsent(each.path(), key -> new ArrayList<>()).add(each);
        }
        var judgements = new ArrayList<Judgement>();
        byFile.values().stream()
                .limit(MOST)
                .forEach(functions -> judgements.add(file(source, comparison, functions, known)));
        if (byFile.size() > MOST) {
            var rest = byFile.values().stream().skip(MOST).toList();
            judgements.add(
                    further(
                            source,
                            rest,
                            "hold functions that come from nowhere in "
                                    + SourceCase.source(comparison),
                            each -> severity(each, known),
                            each -> fact(source, each.getFirst())));
        }
        return judgements;
    }

    private Judgement file(
            SourceCase source,
            SourceComparison comparison,
            List<UnknownFunction> functions,
            Set<Same> known) {
        var first = functions.getFirst();
        return judgement(
                source.change(),
                severity(functions, known),
                first.path(),
                title(comparison, functions, known),
                functions.stream().limit(MOST).map(each -> fact(source, each)).toList());
    }

    private Fact fact(SourceCase source, UnknownFunction each) {
        return source.at(
                kind(),
                each.path(),
                each.at(),
                each.name().isEmpty() ? null : each.name(),
                each.runs(),
                each.text());
    }

    private static Severity severity(List<UnknownFunction> functions, Set<Same> known) {
        var isNew = functions.stream().anyMatch(each -> !known.contains(same(each)));
        var first = functions.getFirst();
        if (!isNew || !first.runs()) {
            return Severity.LOW;
        }
        return first.isBuilt() ? Severity.MEDIUM : Severity.HIGH;
    }

    private static Same same(UnknownFunction function) {
        return new Same(function.path(), function.name(), function.text());
    }

    private static String title(
            SourceComparison comparison, List<UnknownFunction> functions, Set<Same> known) {
        var first = functions.getFirst();
        var inside = first.name().isEmpty() ? "" : ", in " + first.name() + ",";
        var what =
                functions.size() == 1
                        ? "Line " + first.at() + " of " + first.path() + inside + " comes"
                        : functions.size() + " functions of " + first.path() + " come";
        return what
                + " from nowhere in "
                + SourceCase.source(comparison)
                + (first.isBuilt() ? ", by the words they are made of" : "")
                + (functions.stream().allMatch(each -> known.contains(same(each)))
                        ? ", as in the version before"
                        : "");
    }
}
