package dev.assay.web.bench;

import java.util.Locale;

/** So many of so many. */
record Ratio(int hits, int all) {

    static final Ratio NONE = new Ratio(0, 0);

    Ratio plus(boolean hit) {
        return new Ratio(hits + (hit ? 1 : 0), all + 1);
    }

    Ratio plus(Ratio other) {
        return new Ratio(hits + other.hits, all + other.all);
    }

    boolean isFull() {
        return hits == all;
    }

    @Override
    public String toString() {
        return all == 0
                ? "none"
                : String.format(Locale.ROOT, "%d/%d = %.1f %%", hits, all, 100.0 * hits / all);
    }
}
