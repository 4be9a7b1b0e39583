package dev.assay.registry.vetting;

import dev.assay.inventory.proof.ClosureProofStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.ObservedDelta;
import dev.assay.scanners.delta.PublisherDelta;
import dev.assay.scanners.delta.SourceDelta;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.vendored.Attributed;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Says what changed since the last approved release of the same package. */
final class DeltaStage implements Stage {

    private final ReleaseStore releases;
    private final ClosureStore closures;
    private final Comparison comparison;
    private final ChangesMaker changes;
    private final Publishings publishings;
    private final Sources sources;
    private final Runs runs;
    private final Profiles profiles;
    private final ClosureProofStore proofs;
    private final Documents documents;

    DeltaStage(
            ReleaseStore releases,
            ClosureStore closures,
            Comparison comparison,
            ChangesMaker changes,
            Publishings publishings,
            Sources sources,
            Runs runs,
            Profiles profiles,
            ClosureProofStore proofs,
            Documents documents) {
        this.proofs = proofs;
        this.publishings = publishings;
        this.sources = sources;
        this.runs = runs;
        this.profiles = profiles;
        this.releases = releases;
        this.closures = closures;
        this.comparison = comparison;
        this.changes = changes;
        this.documents = documents;
    }

    @Override
    public VettingStep.Name name() {
        return VettingStep.Name.DELTA;
    }

    @Override
    public StageOutcome run(Release release) throws IOException, InterruptedException {
        var closure = new Closure(release.purl(), closures.packages(release.id()));
        var baseline = Baseline.of(release, releases, closures).orElse(null);
        var result = comparison.compare(baseline == null ? null : baseline.closure(), closure);
        var delta =
                PublisherDelta.withDependencies(
                        observed(
                                sourced(
                                        published(result.delta(), baseline, release),
                                        baseline,
                                        release),
                                baseline,
                                release),
                        proofs.of(release.id()));
        // What a reviewer reads is made here, so that nobody waits for it with a page open.
        var now = Version.of(release).orElseThrow();
        try {
            changes.make(
                    baseline == null ? null : Version.of(baseline.release()).orElse(null), now);
        } catch (ChangesMaker.UnreadableException e) {
            // The page tells it to whoever asks for the code; the findings do not depend on it.
        }
        var document =
                documents.keep(
                        new DeltaDocument(
                                DeltaDocument.SCHEMA,
                                baseline == null ? null : baseline.release().id(),
                                delta));
        var findings = delta.findings().size();
        var summary =
                baseline == null
                        ? "the first look at this package: " + findings + " findings"
                        : "compared with "
                                + baseline.release().purl().exactVersion()
                                + ": "
                                + findings
                                + " findings, "
                                + result.changed()
                                + " of "
                                + (ProfileStage.distinct(closure.packages()).size() - 1)
                                + " dependencies changed";
        return new StageOutcome.Done(
                baseline == null ? "first look" : "compared", summary, document, () -> {});
    }

    /** With what both were seen to do, and with what of the new was never seen. */
    private Delta observed(Delta delta, @Nullable Baseline baseline, Release release)
            throws IOException, InterruptedException {
        var now = runs.observed(release.id()).orElse(null);
        if (now == null) {
            return delta;
        }
        var before = baseline == null ? null : runs.observed(baseline.release().id()).orElse(null);
        var joined = ObservedDelta.joined(delta, before, now);
        var older = baseline == null ? null : profile(baseline.release());
        var newer = profile(release);
        return older == null || newer == null
                ? joined
                : ObservedDelta.unrun(
                        joined, Attributed.unknown(older), Attributed.unknown(newer), now);
    }

    private @Nullable Profile profile(Release release) throws IOException, InterruptedException {
        var sha256 = release.sha256();
        return sha256 != null
                        && profiles.of(sha256, release.purl())
                                instanceof Profiles.Outcome.Known(var made)
                ? made.profile()
                : null;
    }

    /** With what is to be said of the source that it names. */
    private Delta sourced(Delta delta, @Nullable Baseline baseline, Release release) {
        var now = sources.of(release.id()).orElse(null);
        if (now == null) {
            return delta;
        }
        var before = baseline == null ? null : sources.of(baseline.release().id()).orElse(null);
        return SourceDelta.compared(delta, before, now);
    }

    /** With what is to be said of who published it. */
    private Delta published(Delta delta, @Nullable Baseline baseline, Release release) {
        var now = publishings.of(release.id()).orElse(null);
        if (now == null) {
            return delta;
        }
        var before = baseline == null ? null : publishings.of(baseline.release().id()).orElse(null);
        return PublisherDelta.compared(delta, before, now);
    }
}
