package dev.assay.scanners.artifact.cargo;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * What one version of a crate depends on, as the index says it.
 *
 * @param alias what the crate calls it in its features
 * @param crate what the registry calls it
 * @param features of it that are asked for
 * @param defaults whether its default features are
 * @param target the platforms that it is for, a triple or {@code cfg(…)}; null for all
 * @param registry the index that it is in; null for the same one
 */
public record CrateDependency(
        String alias,
        String crate,
        CrateRequirement requirement,
        Set<String> features,
        boolean optional,
        boolean defaults,
        @Nullable String target,
        Kind kind,
        @Nullable String registry) {

    /** What it is needed for. What a crate's tests need is nobody's who depends on it. */
    public enum Kind {
        NORMAL,
        BUILD,
        DEV
    }

    public CrateDependency {
        features = Set.copyOf(features);
    }
}
