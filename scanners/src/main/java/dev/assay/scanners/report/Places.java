package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.finding.Evidence;

/** Names a place as editors understand it. */
final class Places {

    private Places() {}

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
