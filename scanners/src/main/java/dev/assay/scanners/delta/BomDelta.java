package dev.assay.scanners.delta;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.vendorbom.BomComparison;
import dev.assay.scanners.vendorbom.BomComparison.Difference;
import dev.assay.scanners.vendorbom.BomComparison.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is to be said of a vendor's bill of materials. Pure. That a hash differs and that a package
 * is not named mean something; a licence in other words, a supplier under another name and what
 * only a build needs are told beside, and are no findings.
 */
public final class BomDelta {

    /** So many packages have a finding of their own. */
    private static final int MOST = 20;

    private BomDelta() {}

    /**
     * The findings.
     *
     * @param release the package URL of what the document is of
     */
    public static List<Finding> findings(String release, BomComparison comparison) {
        var findings = new ArrayList<Finding>();
        if (!comparison.problem().isEmpty()) {
            return List.of(
                    finding(
                            release,
                            release,
                            Severity.MEDIUM,
                            "document",
                            "The vendor's bill of materials cannot be compared: "
                                    + comparison.problem()));
        }
        each(
                findings,
                release,
                comparison,
                Kind.HASH,
                Severity.HIGH,
                each ->
                        each.purl()
                                + " has another hash than the vendor's bill of materials says: "
                                + each.ours()
                                + ", not "
                                + each.theirs());
        each(
                findings,
                release,
                comparison,
                Kind.ONLY_OURS,
                Severity.MEDIUM,
                each ->
                        each.purl()
                                + " would be installed, and the vendor's bill of materials does"
                                + " not name it");
        each(
                findings,
                release,
                comparison,
                Kind.VERSION,
                Severity.LOW,
                each ->
                        each.purl()
                                + " would be installed, and the vendor's bill of materials has it"
                                + " as "
                                + each.theirs());
        return findings;
    }

    private interface Sentence {
        String of(Difference difference);
    }

    private static void each(
            List<Finding> into,
            String release,
            BomComparison comparison,
            Kind kind,
            Severity severity,
            Sentence sentence) {
        var all = comparison.differences().stream().filter(each -> each.kind() == kind).toList();
        all.stream()
                .limit(MOST)
                .forEach(
                        each ->
                                into.add(
                                        finding(
                                                release,
                                                each.purl(),
                                                weight(each, severity),
                                                kind.words(),
                                                sentence.of(each))));
        if (all.size() > MOST) {
            var rest = all.subList(MOST, all.size());
            into.add(
                    finding(
                            release,
                            "further packages",
                            rest.stream()
                                    .map(each -> weight(each, severity))
                                    .sorted()
                                    .toList()
                                    .getFirst(),
                            kind.words(),
                            rest.size()
                                    + " further packages differ from the vendor's bill of"
                                    + " materials: "
                                    + kind.words()));
        }
    }

    /** Bills are made on one machine, and leave out what only others install. */
    private static Severity weight(Difference difference, Severity severity) {
        return difference.optional() && difference.kind() != Kind.HASH ? Severity.LOW : severity;
    }

    private static Finding finding(
            String release, String value, Severity severity, String difference, String title) {
        return new Finding(
                Findings.id(FindingKind.BOM_MISMATCH, Change.PRESENT, value, difference),
                FindingKind.BOM_MISMATCH,
                Change.PRESENT,
                severity,
                value,
                title,
                true,
                Via.PLAIN,
                List.of(new Evidence(release, "package.json", 0, 0, null, "")),
                Map.of("difference", difference));
    }
}
