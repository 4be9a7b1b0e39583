package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.scanners.artifact.npm.NearVersions;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.publisher.NpmPublishing;

import java.io.IOException;
import java.util.Locale;

/** Finds the release upstream and fetches its bytes. */
final class ArtifactStage implements Stage {

    private final NpmRegistry registry;
    private final Tarballs tarballs;
    private final NpmPublishing publishing;
    private final ReleaseStore releases;
    private final Documents documents;

    ArtifactStage(
            NpmRegistry registry,
            Tarballs tarballs,
            NpmPublishing publishing,
            ReleaseStore releases,
            Documents documents) {
        this.publishing = publishing;
        this.registry = registry;
        this.tarballs = tarballs;
        this.releases = releases;
        this.documents = documents;
    }

    @Override
    public VettingStep.Name name() {
        return VettingStep.Name.ARTIFACT;
    }

    @Override
    public StageOutcome run(Release release) throws IOException, InterruptedException {
        return switch (registry.packument(release.purl().packageName())) {
            case PackumentOutcome.Found(var packument) -> found(release, packument);
            case PackumentOutcome.NotModified() ->
                    throw new IllegalStateException("not modified, although nothing was kept");
            case PackumentOutcome.NotFound(var reason) ->
                    new StageOutcome.Failed(
                            reason
                                    + ". Check the spelling and the scope, then request it under its right"
                                    + " name");
            case PackumentOutcome.Malformed(var reason) ->
                    new StageOutcome.Failed(
                            reason + ". Tell whoever runs the registry, then vet again");
            case PackumentOutcome.NotConfigured(var reason) -> new StageOutcome.Failed(reason);
            case PackumentOutcome.Unavailable(var reason, var after) ->
                    new StageOutcome.NotNow("the npm registry does not answer: " + reason, after);
        };
    }

    private StageOutcome found(Release release, Packument packument)
            throws IOException, InterruptedException {
        var version = release.purl().exactVersion();
        var manifest = packument.manifest(version).orElse(null);
        if (manifest == null) {
            return new StageOutcome.Failed(
                    "the npm registry has "
                            + packument.name()
                            + " but no version "
                            + version
                            + "; "
                            + NearVersions.sentence(packument, version));
        }
        var dist = manifest.dist().orElse(null);
        if (dist == null) {
            return new StageOutcome.Failed(
                    "the npm registry lists "
                            + release.purl()
                            + " without a tarball. Ask for another version");
        }
        return switch (tarballs.fetch(release.purl(), dist)) {
            case Tarballs.Outcome.Kept kept -> done(release, packument, manifest, kept);
            case Tarballs.Outcome.Failed(var text) -> new StageOutcome.Failed(text);
            case Tarballs.Outcome.NotNow(var text, var after) ->
                    new StageOutcome.NotNow(text, after);
        };
    }

    private StageOutcome done(
            Release release,
            Packument packument,
            VersionManifest manifest,
            Tarballs.Outcome.Kept kept)
            throws IOException, InterruptedException {
        var published = publishing.of(packument, manifest, kept.integrity());
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
                                manifest.json(),
                                published));
        return new StageOutcome.Done(
                "fetched",
                String.format(Locale.ROOT, "%d bytes, sha256 %s", kept.size(), kept.sha256().hex()),
                document,
                () -> releases.fetched(release.id(), kept.sha256(), kept.integrity()));
    }
}
