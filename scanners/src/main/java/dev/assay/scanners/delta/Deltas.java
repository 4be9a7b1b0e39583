package dev.assay.scanners.delta;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Coverage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Puts deltas together: from findings, and from the deltas of a closure's packages. */
public final class Deltas {

    private static final Comparator<Finding> READING_ORDER =
            Comparator.comparing(Finding::severity)
                    .thenComparing(Finding::kind)
                    .thenComparing(Finding::value)
                    .thenComparing(Finding::id);

    private Deltas() {}

    /** Sorts the findings and gives the verdict of the default policy. */
    public static Delta of(
            Delta.@Nullable Side from, Delta.Side to, Coverage coverage, List<Finding> findings) {
        var sorted = findings.stream().sorted(READING_ORDER).toList();
        return new Delta(Delta.SCHEMA, from, to, verdict(coverage, sorted), coverage, sorted);
    }

    /** A delta with further findings; those that say the same become one. */
    public static Delta with(Delta delta, List<Finding> more) {
        if (more.isEmpty()) {
            return delta;
        }
        var all = new ArrayList<>(delta.findings());
        all.addAll(more);
        return of(delta.from(), delta.to(), delta.coverage(), Findings.merged(all));
    }

    /**
     * The delta of a release with the deltas of the packages it brings along, as one. Findings that
     * say the same of several packages become one, whose evidence names each package.
     */
    public static Delta merge(Delta root, List<Delta> dependencies) {
        var findings = new ArrayList<>(root.findings());
        var coverage = root.coverage();
        for (var dependency : dependencies) {
            findings.addAll(dependency.findings());
            coverage = sum(coverage, dependency.coverage(), dependency.to().purl());
        }
        return of(root.from(), root.to(), coverage, Findings.merged(findings));
    }

    /**
     * What is to be said of bytes that are not the ones the registry promises: they are not opened.
     *
     * @param expected the hash as the registry writes it
     * @param actual the hash of what came
     */
    public static Delta integrityMismatch(
            Delta.@Nullable Side from, Delta.Side to, String expected, String actual) {
        var title =
                "The bytes that came are not those the registry promises: expected "
                        + expected
                        + ", got "
                        + actual;
        var finding =
                new Finding(
                        Findings.id(
                                FindingKind.SIGNATURE_INVALID, Change.PRESENT, to.purl(), actual),
                        FindingKind.SIGNATURE_INVALID,
                        Change.PRESENT,
                        Severity.CRITICAL,
                        to.purl(),
                        title,
                        true,
                        Via.OBSERVED,
                        List.of(),
                        Map.of("expected", expected, "actual", actual));
        return of(from, to, new Coverage(0, 0, 0, 0, List.of(), 0, 0, 0), List.of(finding));
    }

    /**
     * What is to be said of a package that could not be scanned: what it does is unknown.
     *
     * @param reason why, for people
     */
    public static Delta notScanned(Delta.@Nullable Side from, Delta.Side to, String reason) {
        var finding =
                new Finding(
                        Findings.id(FindingKind.COVERAGE, Change.PRESENT, to.purl(), "scan"),
                        FindingKind.COVERAGE,
                        Change.PRESENT,
                        Severity.HIGH,
                        to.purl(),
                        to.purl() + " could not be scanned: " + reason,
                        true,
                        Via.PLAIN,
                        List.of(),
                        Map.of("reason", reason));
        return of(from, to, new Coverage(0, 0, 0, 0, List.of(), 0, 0, 0), List.of(finding));
    }

    /** What the published format calls quiet, review and block. */
    static Verdict verdict(Coverage coverage, List<Finding> findings) {
        if (findings.stream().anyMatch(Deltas::blocks)) {
            return Verdict.BLOCK;
        }
        var loud =
                findings.stream().anyMatch(finding -> finding.severity().atLeast(Severity.MEDIUM));
        return loud || !coverage.sufficient() ? Verdict.REVIEW : Verdict.QUIET;
    }

    private static boolean blocks(Finding finding) {
        return finding.severity() == Severity.CRITICAL
                || finding.kind() == FindingKind.SIGNATURE_INVALID
                || (finding.kind() == FindingKind.ARCHIVE_HAZARD
                        && finding.severity().atLeast(Severity.HIGH));
    }

    private static Coverage sum(Coverage one, Coverage other, String otherPackage) {
        var unparsed = new ArrayList<>(one.unparsed());
        other.unparsed()
                .forEach(
                        missed ->
                                unparsed.add(
                                        new Coverage.Unparsed(
                                                otherPackage + " " + missed.file(),
                                                missed.reason())));
        return new Coverage(
                one.files() + other.files(),
                one.bytes() + other.bytes(),
                one.codeBytes() + other.codeBytes(),
                one.parsedCodeBytes() + other.parsedCodeBytes(),
                unparsed,
                one.functions() + other.functions(),
                one.newFunctions() + other.newFunctions(),
                one.changedFunctions() + other.changedFunctions());
    }
}
