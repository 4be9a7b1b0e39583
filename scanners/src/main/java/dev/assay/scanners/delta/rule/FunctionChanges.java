package dev.assay.scanners.delta.rule;

import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.vendored.Attributed;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Which functions differ between two versions, by the pairs that the rules judge by.
 *
 * @param pairs changed and new ones in the newer version's order, then those that are gone
 * @param attributed how many are new here but come from known releases of other packages
 * @param renamed how many are the same but for the names that a new build gave
 */
public record FunctionChanges(List<Pair> pairs, int attributed, int renamed) {

    /**
     * A function as it was and as it is.
     *
     * @param from null where it is new
     * @param to null where it is gone
     */
    public record Pair(@Nullable FunctionPrint from, @Nullable FunctionPrint to) {}

    public FunctionChanges {
        pairs = List.copyOf(pairs);
    }

    public static FunctionChanges between(Attributed from, Attributed to) {
        var all =
                new FunctionPairs(from.profile(), to.profile(), to.attribution().prints())
                        .changes();
        var copied = from.attribution().prints();
        return copied.isEmpty() ? all : all.withoutGone(copied);
    }

    /** A copy that went is as little of the package's own as one that came. */
    private FunctionChanges withoutGone(Set<String> copied) {
        var own =
                pairs.stream()
                        .filter(
                                pair ->
                                        pair.to() != null
                                                || pair.from() == null
                                                || !copied.contains(pair.from().print()))
                        .toList();
        return new FunctionChanges(own, attributed + pairs.size() - own.size(), renamed);
    }
}
