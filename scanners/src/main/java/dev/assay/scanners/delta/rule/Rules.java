package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.FindingKind;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All rules; each kind of fact has one. */
public final class Rules {

    private static final List<Rule> ALL =
            List.of(
                    new ArchiveHazardRule(),
                    new CoverageRule(),
                    new DependencyRule(),
                    new DependencySourceRule(),
                    new EntryPointRule(),
                    new HiddenTextRule(),
                    new InstallHookRule(),
                    new LicenceRule(),
                    new NativeBinaryRule());

    private Rules() {}

    public static Map<FindingKind, Rule> byKind() {
        var byKind = new TreeMap<FindingKind, Rule>();
        for (var rule : ALL) {
            if (byKind.put(rule.kind(), rule) != null) {
                throw new IllegalStateException("two rules for " + rule.kind());
            }
        }
        return byKind;
    }
}
