package dev.assay.registry.vetting;

import dev.assay.inventory.proof.ClosureProofStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import java.io.IOException;
import java.util.Objects;

/** Resolves a release as its client would, locks what comes of it, and fetches every byte of it. */
final class ClosureStage implements Stage {

    private final Upstreams upstreams;
    private final KeptFiles files;
    private final ClosureStore closures;
    private final ClosureProofStore proofs;
    private final Documents documents;
    private final VettingProgress progress;
    private final int fetchesAtOnce;

    ClosureStage(
            Upstreams upstreams,
            KeptFiles files,
            ClosureStore closures,
            ClosureProofStore proofs,
            Documents documents,
            VettingProgress progress,
            int fetchesAtOnce) {
        this.upstreams = upstreams;
        this.files = files;
        this.closures = closures;
        this.proofs = proofs;
        this.documents = documents;
        this.progress = progress;
        this.fetchesAtOnce = fetchesAtOnce;
    }

    @Override
    public VettingStep.Name name() {
        return VettingStep.Name.CLOSURE;
    }

    @Override
    public StageOutcome run(Release release) throws IOException, InterruptedException {
        var upstream = upstreams.of(release.purl()).orElse(null);
        if (upstream == null) {
            return new StageOutcome.Failed(Ecosystems.notFetched(release.purl()));
        }
        progress.say(release.id(), name(), "resolving dependencies");
        return switch (upstream.resolve(release.purl(), files::keep)) {
            case ClosureOutcome.Resolved(var closure) -> resolved(release, upstream, closure);
            case ClosureOutcome.Unresolvable(var reason) ->
                    new StageOutcome.Failed(
                            "the dependencies cannot be resolved: "
                                    + reason
                                    + ". Nobody could install this version; ask for another one");
            case ClosureOutcome.TooLarge(var reason) ->
                    new StageOutcome.Failed(
                            "the dependencies are more than can be vetted: "
                                    + reason
                                    + ". Ask for a version, or a server, that needs fewer");
            case ClosureOutcome.UpstreamAway(var reason, var after) ->
                    new StageOutcome.NotNow(
                            upstream.name()
                                    + " does not answer while dependencies are resolved: "
                                    + reason,
                            after);
        };
    }

    private StageOutcome resolved(Release release, Upstream upstream, Closure closure)
            throws IOException, InterruptedException {
        var root = closure.packages().getFirst();
        if (!Objects.equals(root.integrity(), release.integrity())) {
            return new StageOutcome.Failed(
                    "the registry names other bytes for "
                            + release.purl()
                            + " than it did a moment ago: "
                            + release.integrity()
                            + ", then "
                            + root.integrity()
                            + ". Tell whoever runs the registry, then vet again");
        }
        var packages = ProfileStage.distinct(closure.packages());
        try {
            InParallel.map(
                    packages,
                    fetchesAtOnce,
                    count ->
                            progress.say(
                                    release.id(),
                                    name(),
                                    count + " of " + packages.size() + " packages fetched"),
                    each -> kept(upstream, each));
        } catch (NotKeptException e) {
            return e.outcome;
        }
        progress.say(release.id(), name(), "looking at what proves the dependencies");
        var proven = upstream.proofs(closure.packages());
        var document = documents.keep(closure);
        var summary =
                packages.size()
                        + " of "
                        + packages.size()
                        + " packages fetched, at "
                        + closure.packages().size()
                        + " places";
        return new StageOutcome.Done(
                "locked",
                summary,
                document,
                () -> {
                    closures.keep(release.id(), closure);
                    proven.forEach(each -> proofs.keep(release.id(), each));
                });
    }

    /** Ends the fetching of a whole closure: without one package there is none. */
    private static final class NotKeptException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient StageOutcome outcome;

        NotKeptException(String text, StageOutcome outcome) {
            super(text);
            this.outcome = outcome;
        }
    }

    private KeptFiles.Outcome.Kept kept(Upstream upstream, LockedPackage each)
            throws IOException, InterruptedException {
        return switch (fetch(upstream, each)) {
            case KeptFiles.Outcome.Kept kept -> kept;
            case KeptFiles.Outcome.Failed(var text) ->
                    throw new NotKeptException(text, new StageOutcome.Failed(text));
            case KeptFiles.Outcome.NotNow(var text, var after) ->
                    throw new NotKeptException(text, new StageOutcome.NotNow(text, after));
        };
    }

    private KeptFiles.Outcome fetch(Upstream upstream, LockedPackage each)
            throws IOException, InterruptedException {
        var kept = files.kept(each.integrity());
        if (kept.isPresent()) {
            return kept.get();
        }
        var purl = each.purl();
        var outcome = files.fetch(upstream, purl, target -> upstream.fetch(each, target));
        if (outcome instanceof KeptFiles.Outcome.Kept fetched
                && !fetched.integrity().equals(each.integrity())) {
            throw new IllegalStateException(
                    purl
                            + " was locked as "
                            + each.integrity()
                            + " and kept as "
                            + fetched.integrity());
        }
        return outcome;
    }
}
