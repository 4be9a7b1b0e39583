package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.delta.ObservedDelta;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.profile.Observed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares recorded runs, of one version or of any two of a server, by the rules that make the
 * delta of vetting.
 */
public final class RunComparisons {

    private static final int MOST_LIMITS = 50;

    /** A run with the release that was run. */
    public record Side(RecordedRun run, Release release) {

        /** As in {@code run 2 of 1.0.15}. */
        public String name() {
            return "run " + run.number() + " of " + release.purl().exactVersion();
        }
    }

    /**
     * Two runs side by side.
     *
     * @param compared whether anything could be compared; if not, the limits say why
     * @param limits what one of them did not come to, or did not observe, in sentences
     * @param findings what the newer one did and the older one did not
     */
    public record Compared(
            Side from, Side to, boolean compared, List<String> limits, List<Finding> findings) {

        public Compared {
            limits = List.copyOf(limits);
            findings = List.copyOf(findings);
        }

        /** Whether the two did the same, as far as both came. */
        public boolean same() {
            return compared && findings.isEmpty();
        }
    }

    private final Runs runs;
    private final ReleaseStore releases;

    RunComparisons(Runs runs, ReleaseStore releases) {
        this.runs = runs;
        this.releases = releases;
    }

    /** A run that has ended; empty where there is none of that id. */
    public Optional<Side> side(Id run) {
        return runs.find(run)
                .filter(each -> each.endedAt() != null)
                .map(each -> new Side(each, releases.find(each.releaseId()).orElseThrow()));
    }

    /** Empty where they are of different servers. */
    public Optional<Compared> compare(Side from, Side to) {
        if (!from.release()
                .purl()
                .withVersion(null)
                .equals(to.release().purl().withVersion(null))) {
            return Optional.empty();
        }
        var then = runs.seen(from.run()).observed();
        var now = runs.seen(to.run()).observed();
        var limits = new ArrayList<String>();
        if (then == null) {
            limits.add(unseen(from));
        }
        if (now == null) {
            limits.add(unseen(to));
        }
        if (then == null || now == null) {
            return Optional.of(new Compared(from, to, false, limits, List.of()));
        }
        if (then.engine() != now.engine()) {
            limits.add(
                    "Engine "
                            + then.engine()
                            + " made "
                            + from.name()
                            + " and engine "
                            + now.engine()
                            + " made "
                            + to.name()
                            + "; they observe differently, so have the older one run again");
            return Optional.of(new Compared(from, to, false, limits, List.of()));
        }
        limit(from, then, to, now, limits);
        limit(to, now, from, then, limits);
        return Optional.of(
                new Compared(
                        from,
                        to,
                        true,
                        limits.stream().limit(MOST_LIMITS).toList(),
                        ObservedDelta.findings(then, now)));
    }

    private static String unseen(Side side) {
        return "Nothing was seen in "
                + side.name()
                + ", which ended as "
                + side.run().state().words()
                + ": "
                + side.run().result().said();
    }

    /** What one did not come to, or did not observe, and the other did. */
    private static void limit(
            Side side, Observed seen, Side other, Observed more, List<String> limits) {
        if (seen.outcome() != Observed.Outcome.DRIVEN) {
            limits.add(
                    "The server of "
                            + side.name()
                            + " did not come to list its tools: "
                            + seen.problem());
        }
        var reached =
                more.tools().stream()
                        .filter(Observed.Tool::reached)
                        .map(Observed.Tool::name)
                        .collect(Collectors.toSet());
        seen.tools().stream()
                .filter(each -> !each.reached() && reached.contains(each.name()))
                .forEach(
                        each ->
                                limits.add(
                                        "The code of the tool "
                                                + each.name()
                                                + " ran in "
                                                + other.name()
                                                + " and not in "
                                                + side.name()));
        seen.missing().stream()
                .filter(
                        each ->
                                more.missing().stream()
                                        .noneMatch(also -> also.what().equals(each.what())))
                .forEach(
                        each ->
                                limits.add(
                                        "Not observed in "
                                                + side.name()
                                                + ": "
                                                + each.what()
                                                + ", since "
                                                + each.why()));
    }
}
