package dev.assay.web.page;

import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.vetting.ReviewReport;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Severity;

import org.springframework.stereotype.Component;

import java.util.Locale;
import java.util.Objects;

/** Turns a review's snapshot and delta into the report that the page shows. */
@Component
final class ReportViews {

    private final FindingViews findings;

    ReportViews(FindingViews findings) {
        this.findings = findings;
    }

    ReleaseView.Report of(ReviewReport report, String release) {
        var delta = Objects.requireNonNull(report.delta(), "the review has no delta");
        var snapshot = Objects.requireNonNull(report.snapshot(), "the review has no snapshot");
        var coverage = delta.coverage();
        var loud =
                delta.findings().stream()
                        .filter(each -> each.severity().atLeast(Severity.LOW))
                        .toList();
        var notes =
                delta.findings().stream().filter(each -> each.severity() == Severity.INFO).toList();
        return new ReleaseView.Report(
                Words.of(snapshot.verdict()),
                headline(snapshot.verdict(), delta),
                snapshot.reasons(),
                coverage(delta),
                percent(coverage.share()),
                coverage.sufficient(),
                coverage.unparsed().stream()
                        .map(each -> new FindingView.Entry(each.file(), each.reason()))
                        .toList(),
                Destinations.of(delta, snapshot.domains()),
                findings.of(loud, release),
                findings.of(notes, release),
                snapshot.rules().stream().map(ReportViews::rule).toList());
    }

    private static ReleaseView.PolicyRule rule(RuleResult result) {
        return new ReleaseView.PolicyRule(
                result.id(),
                result.title(),
                result.effect().word(),
                result.outcome().words(),
                result.isBroken(),
                result.message(),
                result.remedy(),
                result.values());
    }

    private static String headline(Verdict verdict, Delta delta) {
        var compared = delta.from() != null;
        return switch (verdict) {
            case QUIET ->
                    compared ? "nothing that matters changed" : "nothing that matters was found";
            case REVIEW -> "somebody has to look at this";
            case BLOCK -> "nobody should run this, and it cannot be approved";
        };
    }

    private static String coverage(Delta delta) {
        var coverage = delta.coverage();
        return String.format(
                        Locale.UK,
                        "%s %% of %,d bytes of code read, in %s; %s",
                        percent(coverage.share()),
                        coverage.codeBytes(),
                        Words.count(coverage.files(), "file", "files"),
                        Words.count(coverage.functions(), "function", "functions"))
                + (delta.from() == null
                        ? ""
                        : String.format(
                                Locale.UK,
                                ", %,d of them new and %,d changed",
                                coverage.newFunctions(),
                                coverage.changedFunctions()));
    }

    /** Rounded down, so that a missing rest never reads as all of it. */
    private static String percent(double share) {
        return share >= 1
                ? "100"
                : String.format(Locale.ROOT, "%.1f", Math.floor(share * 1000) / 10);
    }
}
