package dev.assay.scanners.detonation.observed;

import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What runs of one version have in common. A fact that not every run has is told as unsteady and
 * compared with nothing; of a value that every run has another of, only the place is kept.
 *
 * @param facts those of all runs
 * @param unsteady what only some runs had, in words
 */
public record Steady(List<Fact> facts, List<String> unsteady) {

    public Steady {
        facts = List.copyOf(facts);
        unsteady = List.copyOf(unsteady);
    }

    public static Steady of(List<List<Fact>> runs) {
        var byRun = runs.stream().map(Steady::byKey).toList();
        var facts = new ArrayList<Fact>();
        var unsteady = new TreeSet<String>();
        for (var each : byRun) {
            each.forEach(
                    (key, fact) -> {
                        if (byRun.stream().allMatch(run -> run.containsKey(key))) {
                            if (each == byRun.getFirst()) {
                                facts.add(
                                        byRun.stream()
                                                .map(run -> Objects.requireNonNull(run.get(key)))
                                                .reduce(fact, Steady::common));
                            }
                        } else {
                            unsteady.add(fact.kind().wireName() + " " + fact.value());
                        }
                    });
        }
        return new Steady(facts, List.copyOf(unsteady));
    }

    /** The facts of one run that the others lack. */
    public static List<Fact> only(List<Fact> run, List<Fact> others) {
        var known = byKey(others);
        return byKey(run).entrySet().stream()
                .filter(entry -> !known.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Map<String, Fact> byKey(List<Fact> run) {
        return run.stream()
                .collect(
                        Collectors.toMap(
                                fact -> FactList.key(fact.kind(), fact.value(), fact.detail()),
                                fact -> fact,
                                (one, other) -> one,
                                LinkedHashMap::new));
    }

    private static Fact common(Fact one, Fact other) {
        if (one.detail().equals(other.detail())) {
            return one;
        }
        var detail = new LinkedHashMap<String, Object>();
        one.detail()
                .forEach(
                        (name, value) -> {
                            if (name.equals(FactList.STAGES)
                                    || value.equals(other.detail().get(name))) {
                                detail.put(name, value);
                            }
                        });
        if (one.detail().containsKey("source") && !detail.containsKey("constant")) {
            detail.putIfAbsent("source", "varies");
            if ("constant".equals(detail.get("source"))) {
                detail.put("source", "varies");
            }
        }
        return new Fact(
                one.kind(),
                one.value(),
                one.functionPrint(),
                one.reachable(),
                one.via(),
                one.at(),
                detail);
    }
}
