package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Code that is shipped although no entry point, bin, hook or import leads to it. It does nothing,
 * so it is a note, until a later version runs it (then {@link InstallHookRule} or the capabilities
 * in it speak).
 */
final class StrayCode {

    static final String KEY = "";

    private static final int MOST_NAMED = 5;

    private StrayCode() {}

    static boolean is(Fact fact) {
        return Details.text(fact, "role").equals("none");
    }

    static List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (comparison.basis() != Basis.CHANGE) {
            return List.of();
        }
        var fresh = sighting.withNow(fact -> isNew(fact, comparison));
        if (fresh.now().isEmpty()) {
            return List.of();
        }
        var files = fresh.now().stream().map(Fact::value).toList();
        var named = String.join(", ", files.subList(0, Math.min(files.size(), MOST_NAMED)));
        var title =
                "Ships new code that nothing leads to: "
                        + named
                        + (files.size() > MOST_NAMED
                                ? " and " + (files.size() - MOST_NAMED) + " more"
                                : "");
        return List.of(
                Judgement.of(fresh, Change.ADDED, Severity.INFO, Sentences.cut(title))
                        .valued(named)
                        .with("files", files));
    }

    /** Neither the bytes nor, where it has functions, all of the functions are known. */
    private static boolean isNew(Fact fact, Comparison comparison) {
        return !comparison.shippedBefore(Details.text(fact, "digest"))
                && (!comparison.hasFunctions(fact.value())
                        || comparison.hasNewFunction(fact.value()));
    }
}
