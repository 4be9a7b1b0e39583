package dev.assay.web.page;

import dev.assay.registry.workflow.Declaration;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What a team declared, beside what the delta saw contacted. */
final class Destinations {

    private Destinations() {}

    /** What nobody declared first, then the rest of what was seen, then what was only declared. */
    static List<ReportView.Destination> of(Delta delta, List<String> domains) {
        var declaration = new Declaration(domains);
        var seen = new LinkedHashMap<String, String>();
        for (var finding : delta.findings()) {
            if (isContact(finding)) {
                seen.putIfAbsent(finding.value(), words(finding));
            }
        }
        var undeclared = new ArrayList<ReportView.Destination>();
        var declared = new ArrayList<ReportView.Destination>();
        seen.forEach(
                (host, words) -> {
                    var covered = declaration.covers(host);
                    (covered ? declared : undeclared)
                            .add(new ReportView.Destination(host, covered, true, words));
                });
        for (var domain : declaration.domains()) {
            if (!seen.containsKey(domain)) {
                declared.add(
                        new ReportView.Destination(
                                domain,
                                true,
                                false,
                                delta.from() == null
                                        ? "not seen in the code"
                                        : "nothing new since the approved version"));
            }
        }
        undeclared.addAll(declared);
        return List.copyOf(undeclared);
    }

    private static boolean isContact(Finding finding) {
        return finding.kind() == FindingKind.UNDECLARED_DESTINATION
                || (finding.kind() == FindingKind.OUTBOUND_DOMAIN
                        && finding.change() != Change.REMOVED
                        && !Boolean.FALSE.equals(finding.detail().get("contacted")));
    }

    private static String words(Finding finding) {
        return switch (finding.change()) {
            case ADDED -> "contacted, new in this version";
            case CHANGED -> "contacted, changed in this version";
            case PRESENT, REMOVED -> "contacted";
        };
    }
}
