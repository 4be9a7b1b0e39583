package dev.assay.scanners.coordinates;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The versions around one that is not there: what somebody may have meant. */
public final class Nearest {

    private static final int EACH_SIDE = 3;

    private Nearest() {}

    /**
     * Up to three below and three above; the highest where all are below.
     *
     * @param isBelow whether one of them is lower than what was asked for
     */
    public static <V> List<V> of(List<V> lowestFirst, Predicate<? super V> isBelow) {
        var below = (int) lowestFirst.stream().filter(isBelow).count();
        return lowestFirst.subList(
                Math.max(0, below - EACH_SIDE), Math.min(lowestFirst.size(), below + EACH_SIDE));
    }

    /**
     * The same as words to put after the bad news.
     *
     * @param lowestFirst at least one
     */
    public static <V> String sentence(
            List<V> lowestFirst,
            Predicate<? super V> isBelow,
            Function<? super V, String> written) {
        return "near it are "
                + of(lowestFirst, isBelow).stream().map(written).collect(Collectors.joining(", "))
                + "; the highest is "
                + written.apply(lowestFirst.getLast());
    }

    /** Lower than what was meant; what cannot be read is taken as above all. */
    public static <V extends Comparable<? super V>> Predicate<V> below(Optional<V> meant) {
        return each -> meant.isEmpty() || each.compareTo(meant.get()) < 0;
    }
}
