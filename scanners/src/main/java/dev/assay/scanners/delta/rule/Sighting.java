package dev.assay.scanners.delta.rule;

import dev.assay.scanners.profile.Fact;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The facts of both versions that are about the same thing.
 *
 * @param before those of the older version
 * @param now those of the newer version, the most telling first
 */
public record Sighting(List<Fact> before, List<Fact> now) {

    private static final Comparator<Fact> MOST_TELLING =
            Comparator.comparing((Fact fact) -> !fact.reachable())
                    .thenComparing(fact -> fact.at().file())
                    .thenComparing(fact -> fact.at().line())
                    .thenComparing(fact -> fact.at().column());

    public Sighting {
        before = before.stream().sorted(MOST_TELLING).toList();
        now = now.stream().sorted(MOST_TELLING).toList();
    }

    /** The fact to speak of: the newer version's where it has any. */
    Fact fact() {
        return now.isEmpty() ? before.getFirst() : now.getFirst();
    }

    Fact earlier() {
        return before.getFirst();
    }

    String value() {
        return fact().value();
    }

    /** The same sighting with only those facts of the newer version that pass. */
    Sighting withNow(Predicate<Fact> test) {
        return new Sighting(before, now.stream().filter(test).toList());
    }

    boolean anyNow(Predicate<Fact> test) {
        return now.stream().anyMatch(test);
    }

    boolean anyBefore(Predicate<Fact> test) {
        return before.stream().anyMatch(test);
    }

    /** Whether an entry point now leads to what none led to before. */
    boolean becameReachable() {
        return !before.isEmpty() && !anyBefore(Fact::reachable) && anyNow(Fact::reachable);
    }
}
