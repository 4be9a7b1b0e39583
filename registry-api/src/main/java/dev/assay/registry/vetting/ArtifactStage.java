package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.registry.upload.Uploaders;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import java.io.IOException;
import java.util.Locale;

/** Finds the release upstream and fetches its bytes. */
final class ArtifactStage implements Stage {

    private final Upstreams upstreams;
    private final KeptFiles files;
    private final ReleaseStore releases;
    private final Documents documents;
    private final Uploaders uploaders;

    ArtifactStage(
            Upstreams upstreams,
            KeptFiles files,
            ReleaseStore releases,
            Documents documents,
            Uploaders uploaders) {
        this.uploaders = uploaders;
        this.upstreams = upstreams;
        this.files = files;
        this.releases = releases;
        this.documents = documents;
    }

    @Override
    public VettingStep.Name name() {
        return VettingStep.Name.ARTIFACT;
    }

    @Override
    public StageOutcome run(Release release) throws IOException, InterruptedException {
        var purl = release.purl();
        var upstream = upstreams.of(purl).orElse(null);
        if (upstream == null) {
            return new StageOutcome.Failed(Ecosystems.notFetched(purl));
        }
        return switch (upstream.find(purl)) {
            case LookupOutcome.Found(var offered) -> found(release, upstream, offered);
            case LookupOutcome.NoPackage(var reason) ->
                    new StageOutcome.Failed(
                            reason
                                    + ". Check the spelling and the scope, then request it under its right"
                                    + " name");
            case LookupOutcome.NoVersion(var near) ->
                    new StageOutcome.Failed(
                            upstream.name()
                                    + " has "
                                    + purl.packageName()
                                    + " but no version "
                                    + purl.exactVersion()
                                    + "; "
                                    + near);
            case LookupOutcome.NoFile() ->
                    new StageOutcome.Failed(
                            upstream.name()
                                    + " lists "
                                    + purl
                                    + " without a "
                                    + upstream.fileWord()
                                    + ". Ask for another version");
            case LookupOutcome.Malformed(var reason) ->
                    new StageOutcome.Failed(
                            reason + ". Tell whoever runs the registry, then vet again");
            case LookupOutcome.NotConfigured(var reason) -> new StageOutcome.Failed(reason);
            case LookupOutcome.Unavailable(var reason, var after) ->
                    new StageOutcome.NotNow(upstream.name() + " does not answer: " + reason, after);
        };
    }

    private StageOutcome found(Release release, Upstream upstream, OfferedRelease offered)
            throws IOException, InterruptedException {
        return switch (files.fetch(upstream, release.purl(), offered::fetch)) {
            case KeptFiles.Outcome.Kept kept -> done(release, offered, kept);
            case KeptFiles.Outcome.Failed(var text) -> new StageOutcome.Failed(text);
            case KeptFiles.Outcome.NotNow(var text, var after) ->
                    new StageOutcome.NotNow(text, after);
        };
    }

    private StageOutcome done(Release release, OfferedRelease offered, KeptFiles.Outcome.Kept kept)
            throws IOException, InterruptedException {
        var handedIn = uploaders.of(release.purl());
        var published =
                handedIn.isPresent() ? handedIn.get() : offered.publishing(kept.integrity());
        var document =
                documents.keep(
                        new ArtifactDocument(
                                ArtifactDocument.SCHEMA,
                                release.purl().toString(),
                                kept.sha256(),
                                kept.integrity(),
                                kept.size(),
                                String.valueOf(kept.from()),
                                kept.foreignHost(),
                                offered.manifest(),
                                published));
        return new StageOutcome.Done(
                "fetched",
                String.format(Locale.ROOT, "%d bytes, sha256 %s", kept.size(), kept.sha256().hex()),
                document,
                () -> releases.fetched(release.id(), kept.sha256(), kept.integrity()));
    }
}
