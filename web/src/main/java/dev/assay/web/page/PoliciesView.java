package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.registry.policy.PolicyInForce;
import dev.assay.registry.policy.PolicyProblem;
import dev.assay.registry.policy.Rule;
import dev.assay.registry.policy.WaiverTerms;
import dev.assay.registry.vetting.PolicyReports;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The policy in force.
 *
 * @param refused where the policy was to come from that was refused last, or null
 * @param problems why it was
 * @param breaking the releases that break the rule that was asked for, or null
 * @param against the approved releases that it would let nobody approve
 * @param told what the last deed of the reader led to, or null
 */
record PoliciesView(
        String digest,
        String origin,
        Instant since,
        @Nullable String refused,
        List<String> problems,
        int releases,
        int judged,
        List<Row> rules,
        @Nullable Breaking breaking,
        List<Link> against,
        boolean mayLoad,
        boolean mayTry,
        @Nullable String told) {

    /** A release, and where it is shown. */
    record Link(String href, String name, String version, String state, String css) {}

    /** The releases that break one rule. */
    record Breaking(String rule, List<Link> releases) {}

    /**
     * One rule.
     *
     * @param breaking how many releases break it
     */
    record Row(
            String id,
            String title,
            String severity,
            String effect,
            String meaning,
            boolean lists,
            String expression,
            String message,
            String remedy,
            String controls,
            String tiers,
            String waiver,
            int breaking) {}

    boolean judging() {
        return judged < releases;
    }

    static PoliciesView of(
            PolicyInForce policy,
            PolicyReports.Overview overview,
            @Nullable Breaking breaking,
            List<Link> against,
            boolean mayLoad,
            boolean mayTry,
            @Nullable String told) {
        return new PoliciesView(
                policy.digest().hex(),
                policy.origin(),
                policy.since(),
                policy.refusedOrigin(),
                policy.problems().stream().map(PolicyProblem::toString).toList(),
                overview.releases(),
                overview.judged(),
                policy.rules().rules().stream()
                        .map(each -> row(each, overview.breaking().getOrDefault(each.id(), 0)))
                        .toList(),
                breaking,
                against,
                mayLoad,
                mayTry,
                told);
    }

    static List<Link> links(List<Release> releases) {
        return releases.stream().map(PoliciesView::link).toList();
    }

    static Link link(Release release) {
        return new Link(
                "/releases/" + release.id(),
                release.purl().packageName(),
                release.purl().exactVersion(),
                release.state().words(),
                Words.css(release.state()));
    }

    private static Row row(Rule rule, int breaking) {
        return new Row(
                rule.id(),
                rule.title(),
                Words.of(rule.severity()),
                rule.effect().word(),
                rule.effect().meaning(),
                rule.broken() instanceof Rule.Broken.By,
                rule.broken().expression(),
                rule.message(),
                rule.remedy(),
                String.join(", ", rule.controls()),
                String.join(", ", rule.tiers()),
                rule.waiver().mode() == WaiverTerms.Mode.NEVER
                        ? "never"
                        : "by a person, for at most "
                                + Words.count(rule.waiver().maxDays(), "day", "days"),
                breaking);
    }
}
