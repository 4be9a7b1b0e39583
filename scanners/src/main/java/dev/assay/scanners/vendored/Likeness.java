package dev.assay.scanners.vendored;

import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Words;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.Set;

/** How much two functions that are not equal have in common. */
public final class Likeness {

    /** Below this share of common words two functions are not each other's versions. */
    public static final double RELATED = 0.5;

    private Likeness() {}

    /** The common share of the words of two functions, from 0 to 1. */
    public static double of(FunctionPrint one, FunctionPrint other) {
        var a = Words.decode(one.words());
        var b = Words.decode(other.words());
        if (a.length == 0 || b.length == 0) {
            return 0;
        }
        var common = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                common++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return (double) common / (a.length + b.length - common);
    }

    /**
     * The function of a release that another one is most like.
     *
     * @param taken shapes of functions that are there unchanged, and so were not altered into it
     */
    static @Nullable FunctionPrint nearest(
            FunctionPrint function, KnownRelease release, Set<String> taken) {
        return release.functions().values().stream()
                .filter(candidate -> !taken.contains(candidate.shape()))
                .filter(candidate -> of(function, candidate) >= RELATED)
                .max(
                        Comparator.comparingDouble(
                                        (FunctionPrint candidate) -> of(function, candidate))
                                .thenComparing(FunctionPrint::print))
                .orElse(null);
    }
}
