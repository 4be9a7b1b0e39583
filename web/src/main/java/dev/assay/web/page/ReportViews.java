package dev.assay.web.page;

import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.workflow.Declaration;
import dev.assay.registry.workflow.ReviewPanel;
import dev.assay.scanners.changes.Changes;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns what is known of two versions into the report that a page shows. */
@Component
final class ReportViews {

    /** What a person reads in a minute when they mean it. */
    private static final int LINES_A_MINUTE = 40;

    private static final int FINDINGS_A_MINUTE = 4;

    private final FindingViews findings;

    ReportViews(FindingViews findings) {
        this.findings = findings;
    }

    /**
     * What a report is made of.
     *
     * @param domains what was declared, null where nobody was asked
     * @param rules what each rule of the policy says
     * @param from the closure compared with, or null
     * @param changes null until they are made
     * @param blocks what keeps it from being approved, waived or not
     * @param accepted how it stands with accepting each finding, by id
     */
    record Material(
            Delta delta,
            Verdict verdict,
            List<String> reasons,
            @Nullable List<String> domains,
            List<RuleResult> rules,
            @Nullable Closure from,
            Closure to,
            @Nullable Publishing publishedBefore,
            @Nullable Publishing published,
            @Nullable Changes changes,
            List<ReviewPanel.Block> blocks,
            Map<String, FindingView.Acceptance> accepted) {}

    ReportView of(Material material, String release) {
        var delta = material.delta();
        var coverage = delta.coverage();
        var notes =
                delta.findings().stream().filter(each -> each.severity() == Severity.INFO).toList();
        var changes = material.changes();
        return new ReportView(
                Words.of(material.verdict()),
                headline(material),
                material.reasons(),
                delta.from() != null,
                coverage(delta),
                percent(coverage.share()),
                coverage.sufficient(),
                coverage.unparsed().stream()
                        .map(each -> new FindingView.Entry(each.file(), each.reason()))
                        .toList(),
                strip(delta, changes),
                flows(material, release),
                Destinations.of(delta, material.domains() == null ? List.of() : material.domains()),
                changes == null ? List.of() : ChangeViews.payloads(changes),
                section(ReportSections.SENT, material, release),
                section(ReportSections.CAPABILITY, material, release),
                changes == null ? List.of() : ChangeViews.texts(changes),
                section(ReportSections.TOLD, material, release),
                changes == null ? List.of() : ChangeViews.manifest(changes),
                PublishedViews.of(
                        material.from(),
                        material.to(),
                        material.publishedBefore(),
                        material.published()),
                DependencyViews.of(material.from(), material.to()),
                section(ReportSections.BORNE, material, release),
                section(ReportSections.OTHER, material, release),
                findings.of(notes, release, Map.of()),
                material.rules().stream().map(each -> rule(each, material.blocks())).toList());
    }

    private static ReleaseView.PolicyRule rule(RuleResult result, List<ReviewPanel.Block> blocks) {
        return new ReleaseView.PolicyRule(
                result.id(),
                result.title(),
                result.effect().word(),
                blocks.stream()
                                .filter(ReviewPanel.Block::accepted)
                                .anyMatch(
                                        each ->
                                                each.blocker()
                                                        .target()
                                                        .startsWith(result.id() + "@"))
                        ? "waived"
                        : result.outcome().words(),
                result.isBroken(),
                result.message(),
                result.remedy(),
                result.values());
    }

    private List<FindingView> section(ReportSections section, Material material, String release) {
        return findings.of(section.of(material.delta().findings()), release, material.accepted());
    }

    private List<ReportView.Flow> flows(Material material, String release) {
        var domains = material.domains();
        var declaration = domains == null ? null : new Declaration(domains);
        return ReportSections.FLOW.of(material.delta().findings()).stream()
                .map(finding -> flow(finding, declaration, release, material.accepted()))
                .toList();
    }

    private ReportView.Flow flow(
            Finding finding,
            @Nullable Declaration declaration,
            String release,
            Map<String, FindingView.Acceptance> accepted) {
        var field = finding.detail().get("field");
        var isHost =
                finding.kind() == FindingKind.OUTBOUND_DOMAIN
                        || finding.kind() == FindingKind.UNDECLARED_DESTINATION;
        return new ReportView.Flow(
                finding.value(),
                finding.kind() == FindingKind.CONSTANT_RECIPIENT && field != null
                        ? String.valueOf(field)
                        : "",
                isHost && declaration != null ? declaration.covers(finding.value()) : null,
                findings.of(finding, release, accepted));
    }

    private static ReportView.Strip strip(Delta delta, @Nullable Changes changes) {
        var weights = new ArrayList<FindingView.Entry>();
        var loud = 0;
        for (var severity : Severity.values()) {
            var count =
                    delta.findings().stream().filter(each -> each.severity() == severity).count();
            if (count > 0 && severity != Severity.INFO) {
                weights.add(
                        new FindingView.Entry(
                                Words.of(severity), count + " " + Words.of(severity)));
                loud += (int) count;
            }
        }
        if (changes == null) {
            return new ReportView.Strip(weights, "", "");
        }
        var lines = ChangeViews.lines(changes);
        var seconds = 60 * lines / LINES_A_MINUTE + 60 * loud / FINDINGS_A_MINUTE;
        var minutes = Math.max(1, Math.round(seconds / 60.0));
        return new ReportView.Strip(
                weights,
                ChangeViews.summary(changes)
                        + (lines == 0
                                ? ""
                                : ", " + Words.count(lines, "line to read", "lines to read")),
                minutes > 90
                        ? "reading all of it takes about "
                                + Words.count(Math.round(minutes / 60.0), "hour", "hours")
                        : "you can read everything in "
                                + Words.count(minutes, "minute", "minutes"));
    }

    private static String headline(Material material) {
        var compared = material.delta().from() != null;
        return switch (material.verdict()) {
            case QUIET ->
                    compared ? "nothing that matters changed" : "nothing that matters was found";
            case REVIEW -> "somebody has to look at this";
            case BLOCK -> "nobody should run this" + approvable(material.blocks());
        };
    }

    /** Whether people may let it pass nevertheless: never, not yet, or now. */
    private static String approvable(List<ReviewPanel.Block> blocks) {
        if (blocks.isEmpty()) {
            return "";
        }
        if (blocks.stream().allMatch(ReviewPanel.Block::accepted)) {
            return " without a reason: everything that blocks it is waived, so it can be approved";
        }
        return blocks.stream().allMatch(each -> each.accepted() || each.blocker().waivable())
                ? ", and it cannot be approved before what blocks it is waived"
                : ", and it cannot be approved";
    }

    private static String coverage(Delta delta) {
        var coverage = delta.coverage();
        return String.format(
                Locale.UK,
                "%s %% of %,d bytes of code read, in %s",
                percent(coverage.share()),
                coverage.codeBytes(),
                Words.count(coverage.files(), "file", "files"));
    }

    /** Rounded down, so that a missing rest never reads as all of it. */
    private static String percent(double share) {
        return share >= 1
                ? "100"
                : String.format(Locale.ROOT, "%.1f", Math.floor(share * 1000) / 10);
    }
}
