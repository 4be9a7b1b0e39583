package dev.assay.web.page;

import dev.assay.registry.policy.Effect;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.vetting.DryRun;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What another policy would do.
 *
 * @param yaml the policy that is tried
 * @param now the digest of the one in force
 * @param digest the digest of the tried one, null where it has problems or was not tried yet
 * @param problems why it is no policy
 * @param run what it would do, null likewise
 */
record TrialView(
        String yaml,
        String now,
        @Nullable String digest,
        List<String> problems,
        @Nullable DryRun run) {

    /** One release of which the two policies do not say the same. */
    record Row(
            PoliciesView.Link release,
            String now,
            String then,
            boolean stopped,
            List<String> added,
            List<String> gone) {}

    List<Row> rows() {
        return run == null ? List.of() : run.changes().stream().map(TrialView::row).toList();
    }

    long stopped() {
        return run == null
                ? 0
                : run.changes().stream().filter(DryRun.Change::wouldBeStopped).count();
    }

    private static Row row(DryRun.Change change) {
        return new Row(
                PoliciesView.link(change.release()),
                Words.of(change.now().verdict()),
                Words.of(change.then().verdict()),
                change.wouldBeStopped(),
                change.added().stream().map(TrialView::said).toList(),
                change.gone().stream()
                        .filter(each -> each.effect() != Effect.NOTE)
                        .map(RuleResult::id)
                        .toList());
    }

    private static String said(RuleResult result) {
        return result.id() + ": " + result.message();
    }
}
