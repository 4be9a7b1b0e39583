package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Names a place as editors understand it. */
final class Places {

    private static final int MOST_WAYS = 2;

    private Places() {}

    /** How the dependencies that a finding stands in are reached, shortest first, at most a few. */
    static List<String> ways(Finding finding) {
        if (!(finding.detail().get("reached") instanceof Map<?, ?> reached)) {
            return List.of();
        }
        return reached.values().stream()
                .map(String::valueOf)
                .sorted(Comparator.comparingInt(String::length))
                .limit(MOST_WAYS)
                .toList();
    }

    /** {@code file:line:column}, after the package's name where it is not the release itself. */
    static String of(Evidence evidence, Delta delta) {
        var place = new StringBuilder();
        if (!evidence.packageUrl().equals(delta.to().purl())) {
            place.append(evidence.packageUrl()).append(' ');
        }
        place.append(evidence.file());
        if (evidence.line() > 0) {
            place.append(':').append(evidence.line());
            if (evidence.column() > 0) {
                place.append(':').append(evidence.column());
            }
        }
        return place.toString();
    }
}
