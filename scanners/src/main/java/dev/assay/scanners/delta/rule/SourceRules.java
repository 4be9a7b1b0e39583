package dev.assay.scanners.delta.rule;

import java.util.List;

/** All rules about a package and its source. */
public final class SourceRules {

    private static final List<SourceRule> ALL =
            List.of(
                    new UnsourcedFileRule(),
                    new UnsourcedFunctionRule(),
                    new UnsourcedFieldRule(),
                    new SourceVersionRule(),
                    new SourceLostRule());

    private SourceRules() {}

    public static List<SourceRule> all() {
        return ALL;
    }
}
