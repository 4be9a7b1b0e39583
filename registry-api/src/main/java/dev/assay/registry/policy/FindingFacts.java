package dev.assay.registry.policy;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;

import java.util.Locale;
import java.util.Map;

/** A finding as a policy reads it. */
public final class FindingFacts {

    private FindingFacts() {}

    static Map<String, Object> of(Finding finding, String release) {
        var about =
                finding.evidence().stream().map(Evidence::packageUrl).findFirst().orElse(release);
        var severity = lowerCase(finding.severity());
        return Map.of(
                "kind",
                finding.kind().wireName(),
                "severity",
                severity,
                "change",
                lowerCase(finding.change()),
                "value",
                finding.value(),
                "title",
                finding.title(),
                "purl",
                about,
                "inRelease",
                about.equals(release),
                "reachable",
                finding.reachable(),
                "via",
                lowerCase(finding.via()),
                "line",
                line(finding, release));
    }

    /** The line by which a rule names a finding. */
    public static String line(Finding finding, String release) {
        var about =
                finding.evidence().stream().map(Evidence::packageUrl).findFirst().orElse(release);
        var place =
                about.equals(release) || finding.title().contains(about)
                        ? ""
                        : " (in " + about + ")";
        return lowerCase(finding.severity()) + ": " + finding.title() + place;
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
