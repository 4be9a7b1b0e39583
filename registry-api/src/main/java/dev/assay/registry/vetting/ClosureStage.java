package dev.assay.registry.vetting;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.npm.NpmClosureResolver;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.Objects;

/** Resolves a release as npm would, locks what comes of it, and fetches every byte of it. */
final class ClosureStage implements Stage {

    private static final JsonMapper JSON = new JsonMapper();

    private final NpmClosureResolver resolver;
    private final Tarballs tarballs;
    private final ClosureStore closures;
    private final Documents documents;
    private final VettingProgress progress;
    private final int fetchesAtOnce;

    ClosureStage(
            NpmClosureResolver resolver,
            Tarballs tarballs,
            ClosureStore closures,
            Documents documents,
            VettingProgress progress,
            int fetchesAtOnce) {
        this.resolver = resolver;
        this.tarballs = tarballs;
        this.closures = closures;
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
        progress.say(release.id(), name(), "resolving dependencies");
        return switch (resolver.resolve(release.purl())) {
            case ClosureOutcome.Resolved(var closure) -> resolved(release, closure);
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
                            "the npm registry does not answer while dependencies are resolved: "
                                    + reason,
                            after);
        };
    }

    private StageOutcome resolved(Release release, Closure closure)
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
                    this::kept);
        } catch (NotKeptException e) {
            return e.outcome;
        }
        var document = documents.keep(closure);
        var summary =
                packages.size()
                        + " of "
                        + packages.size()
                        + " packages fetched, at "
                        + closure.packages().size()
                        + " places";
        return new StageOutcome.Done(
                "locked", summary, document, () -> closures.keep(release.id(), closure));
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

    private Tarballs.Outcome.Kept kept(LockedPackage each)
            throws IOException, InterruptedException {
        return switch (fetch(each)) {
            case Tarballs.Outcome.Kept kept -> kept;
            case Tarballs.Outcome.Failed(var text) ->
                    throw new NotKeptException(text, new StageOutcome.Failed(text));
            case Tarballs.Outcome.NotNow(var text, var after) ->
                    throw new NotKeptException(text, new StageOutcome.NotNow(text, after));
        };
    }

    private Tarballs.Outcome fetch(LockedPackage each) throws IOException, InterruptedException {
        var kept = tarballs.kept(each.integrity());
        if (kept.isPresent()) {
            return kept.get();
        }
        var purl = each.purl();
        var manifest =
                new VersionManifest(
                        purl.packageName(),
                        purl.exactVersion(),
                        each.manifest(),
                        JSON.readTree(each.manifest()));
        var dist = manifest.dist().orElse(null);
        if (dist == null) {
            return new Tarballs.Outcome.Failed("the registry lists " + purl + " without a tarball");
        }
        var outcome = tarballs.fetch(purl, dist);
        if (outcome instanceof Tarballs.Outcome.Kept fetched
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
