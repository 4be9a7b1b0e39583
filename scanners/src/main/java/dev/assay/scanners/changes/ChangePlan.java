package dev.assay.scanners.changes;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * Which pieces of code to show of two versions, as far as their profiles tell.
 *
 * @param units what to show, the functions that do something outside of the code first
 * @param counts of how many functions these are, and what was left out
 */
public record ChangePlan(List<Unit> units, Counts counts) {

    /** Nobody reads more than this; what is beyond is counted. */
    public static final int MOST_UNITS = 2_000;

    /**
     * A function as it was and as it is.
     *
     * @param print the newer one's fingerprint, the older one's where it is gone
     * @param topLevel whether it is the code of a file outside of all functions
     * @param from null where it is new
     * @param to null where it is gone
     */
    public record Unit(String print, boolean topLevel, @Nullable Span from, @Nullable Span to) {

        public Unit {
            Objects.requireNonNull(print, "print is null");
        }
    }

    /**
     * A piece of a file.
     *
     * @param start in UTF-16 units of the decoded file
     * @param end the first unit that is not part of it
     * @param name the function's, or empty
     * @param holes inner functions that are not shown here, in order
     */
    public record Span(String file, int start, int end, String name, List<Hole> holes) {

        public Span {
            Objects.requireNonNull(file, "file is null");
            Objects.requireNonNull(name, "name is null");
            holes = List.copyOf(holes);
        }
    }

    /** A piece that is left out, by its offsets. */
    public record Hole(int start, int end) {}

    /**
     * How many functions.
     *
     * @param functions of the newer version
     * @param changed that were others before
     * @param added that nothing before resembles
     * @param gone that nothing now resembles
     * @param attributed left out: copies from known releases of other packages
     * @param renamed left out: the same but for names that a new build gave
     * @param beyond left out: more than {@link #MOST_UNITS}
     */
    public record Counts(
            int functions,
            int changed,
            int added,
            int gone,
            int attributed,
            int renamed,
            int beyond) {}

    public ChangePlan {
        units = List.copyOf(units);
        Objects.requireNonNull(counts, "counts is null");
    }
}
