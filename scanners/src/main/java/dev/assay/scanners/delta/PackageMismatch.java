package dev.assay.scanners.delta;

import dev.assay.scanners.delta.PackagesCompared.Difference;
import dev.assay.scanners.delta.PackagesCompared.Side;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reviewer of one package is told of how another package of the same version differs. What
 * this one does beyond the other weighs what it would weigh in an update; what only the other does
 * is no fault of this one, and tells that the two are not the same server.
 */
public final class PackageMismatch {

    private static final int MOST = 50;
    private static final int LONGEST = 300;

    private PackageMismatch() {}

    /**
     * A delta with what the comparison with another package says.
     *
     * @param viewpoint the package that the delta is of: the one or the other of the comparison
     * @param named how the package it was compared with is called, for people
     */
    public static Delta compared(
            Delta delta, PackagesCompared compared, Side viewpoint, String named) {
        var findings = new ArrayList<>(delta.findings());
        findings.addAll(findings(compared, viewpoint, named));
        return Deltas.of(delta.from(), delta.to(), delta.coverage(), Findings.merged(findings));
    }

    /** The findings alone, the most severe first, at most {@value #MOST} and one for the rest. */
    public static List<Finding> findings(PackagesCompared compared, Side viewpoint, String named) {
        var all =
                compared.differences().stream()
                        .map(each -> finding(each, viewpoint, named))
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList();
        var told = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST)));
        if (all.size() > MOST) {
            told.add(rest(all, named));
        }
        if (compared.files().isNothingShared()) {
            told.add(nothingShared(compared, named));
        }
        return told;
    }

    /** Two packages that could not be laid beside each other: nobody knows whether they differ. */
    public static Finding unknown(String named, String why) {
        return plain(
                Severity.MEDIUM,
                "unknown",
                "It could not be compared with " + named + ", which is the same server: " + why);
    }

    private static Finding finding(Difference difference, Side viewpoint, String named) {
        var of = difference.finding();
        var change =
                difference.side() == Side.BOTH
                        ? Change.CHANGED
                        : difference.side() == viewpoint ? Change.ADDED : Change.REMOVED;
        var beside =
                switch (change) {
                    case ADDED -> "Other than " + named + ": ";
                    case REMOVED -> "Only in " + named + ": ";
                    default -> "Not as in " + named + ": ";
                };
        var severity =
                change == Change.REMOVED && of.severity().atLeast(Severity.MEDIUM)
                        ? Severity.MEDIUM
                        : of.severity();
        var detail = new LinkedHashMap<String, Object>(of.detail());
        detail.put("rule", FindingKind.PACKAGE_MISMATCH.wireName());
        detail.put("with", named);
        detail.put("what", of.kind().wireName());
        return new Finding(
                Findings.id(
                        FindingKind.PACKAGE_MISMATCH, change, of.value(), named + " " + of.id()),
                FindingKind.PACKAGE_MISMATCH,
                change,
                severity,
                of.value(),
                cut(beside + of.title()),
                of.reachable(),
                of.via(),
                of.evidence(),
                detail);
    }

    private static Finding rest(List<Finding> all, String named) {
        var worst = all.get(MOST).severity();
        return plain(
                worst,
                Integer.toString(all.size() - MOST),
                all.size() - MOST + " further differences from " + named);
    }

    /** They may be written in two languages, or built; what they do is compared all the same. */
    private static Finding nothingShared(PackagesCompared compared, String named) {
        return plain(
                Severity.LOW,
                "code",
                "No file and no function is the same in "
                        + compared.one()
                        + " and "
                        + compared.other()
                        + ", which are said to be one server; "
                        + "what they do was compared, with "
                        + named
                        + ", by destinations, tools and the like alone");
    }

    private static Finding plain(Severity severity, String value, String title) {
        return new Finding(
                Findings.id(FindingKind.PACKAGE_MISMATCH, Change.PRESENT, value, title),
                FindingKind.PACKAGE_MISMATCH,
                Change.PRESENT,
                severity,
                value,
                cut(title),
                true,
                Via.PLAIN,
                List.of(),
                Map.of("rule", FindingKind.PACKAGE_MISMATCH.wireName()));
    }

    private static String cut(String title) {
        return title.length() <= LONGEST ? title : title.substring(0, LONGEST - 1) + "…";
    }
}
