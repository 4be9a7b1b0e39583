package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.signature.BuildClaims;
import dev.assay.scanners.source.Declarations;
import dev.assay.scanners.source.DeclaredSource;
import dev.assay.scanners.source.RepositoryAddress;
import dev.assay.scanners.source.SourceFetch.Candidate;
import dev.assay.scanners.source.SourceOutcome;
import dev.assay.scanners.source.TagNames;
import dev.assay.scanners.worker.CutOutcome;
import dev.assay.scanners.worker.ScanWorker;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Finds out where the source of a release is said to be. What was verified comes first: the
 * repository and commit of an attestation, then what the package itself says, then its registry.
 */
final class SourceLook {

    private final SourceSettings settings;
    private final Predicate<GitPlace> isConfigured;
    private final ScanWorker worker;
    private final Profiles profiles;
    private final VettingStore vetting;
    private final Documents documents;
    private final Publishings publishings;
    private final SourceCompared compared;
    private final VettingProgress progress;

    SourceLook(
            SourceSettings settings,
            Predicate<GitPlace> isConfigured,
            ScanWorker worker,
            Profiles profiles,
            VettingStore vetting,
            Documents documents,
            Publishings publishings,
            SourceCompared compared,
            VettingProgress progress) {
        this.settings = settings;
        this.isConfigured = isConfigured;
        this.worker = worker;
        this.profiles = profiles;
        this.vetting = vetting;
        this.documents = documents;
        this.publishings = publishings;
        this.compared = compared;
        this.progress = progress;
    }

    SourceOutcome at(Release release) throws IOException, InterruptedException {
        var purl = release.purl();
        if (!settings.enabled()) {
            return new SourceOutcome.SwitchedOff(
                    "assay.source.enabled is false, so no source is fetched");
        }
        var own = ownSource(purl);
        if (own != null) {
            return own;
        }
        var artifact =
                new ScanWorker.Artifact(
                        profiles.bytes(
                                Objects.requireNonNull(release.sha256(), "it was not fetched")),
                        purl);
        progress.say(release.id(), VettingStep.Name.SOURCE, "reading where its source is");
        return switch (worker.declaredSource(artifact)) {
            case CutOutcome.NotCut<DeclaredSource>(var problem) ->
                    new SourceOutcome.NotComparable(
                            "", "what it says of its source cannot be read: " + problem.message());
            case CutOutcome.Cut<DeclaredSource>(var declared) ->
                    at(release, artifact, declared.or(ofRegistry(release)));
        };
    }

    /** What is a source itself, or has no files that a repository could hold. */
    private static @Nullable SourceOutcome ownSource(Purl purl) {
        if (GitPlace.isOne(purl)) {
            return new SourceOutcome.NotComparable(
                    GitPlace.of(purl).map(GitPlace::toString).orElse(""),
                    "it is a commit of its repository, and so its own source");
        }
        if (purl.type().equals("oci")) {
            return new SourceOutcome.NotComparable(
                    "", "an image holds a whole system, whose packages have many sources");
        }
        return RemoteEndpoint.isOne(purl)
                ? new SourceOutcome.NotComparable(
                        "", "a remote server shows no files that a repository could hold")
                : null;
    }

    private DeclaredSource ofRegistry(Release release) throws IOException {
        for (var step : vetting.steps(release.id())) {
            if (step.name() == VettingStep.Name.ARTIFACT && step.document() != null) {
                return Declarations.ofJson(
                        documents.read(step.document(), ArtifactDocument.class).manifest(),
                        "the registry's entry");
            }
        }
        return DeclaredSource.NOTHING;
    }

    private SourceOutcome at(Release release, ScanWorker.Artifact artifact, DeclaredSource declared)
            throws IOException, InterruptedException {
        var proven =
                publishings
                        .of(release.id())
                        .flatMap(each -> each.signatures().build())
                        .orElse(null);
        var address = address(proven, declared);
        if (address == null) {
            return new SourceOutcome.NoRepository(
                    declared.claims().isEmpty()
                            ? "it names no repository"
                            : "none of the addresses that it names is a git repository's: "
                                    + declared.claims().getFirst().address());
        }
        var place = address.place();
        if (!settings.allows(place.host())) {
            return new SourceOutcome.NotAllowed(
                    place.toString(),
                    place.host()
                            + " is not among assay.source.hosts, so its source is not fetched");
        }
        if (!isConfigured.test(place)) {
            return new SourceOutcome.NotAllowed(place.toString(), GitHosts.howToConfigure(place));
        }
        return compared.with(
                release,
                artifact,
                address,
                candidates(proven, declared, place, saidBy(release)),
                TagNames.of(release.purl(), declared.tag()));
    }

    /** The folder is the package's own word, wherever the repository's name is from. */
    private static @Nullable RepositoryAddress address(
            @Nullable BuildClaims proven, DeclaredSource declared) {
        var said =
                declared.claims().stream()
                        .flatMap(
                                claim ->
                                        RepositoryAddress.parse(claim.address()).stream()
                                                .map(
                                                        each ->
                                                                claim.directory().isEmpty()
                                                                        ? each
                                                                        : new RepositoryAddress(
                                                                                each.place(),
                                                                                claim.directory())))
                        .toList();
        if (proven != null) {
            var built = RepositoryAddress.parse(proven.repository()).orElse(null);
            if (built != null) {
                return said.stream()
                        .filter(each -> each.place().equals(built.place()))
                        .findFirst()
                        .orElse(built);
            }
        }
        return said.isEmpty() ? null : said.getFirst();
    }

    /** Where a package names its commit. */
    private static String saidBy(Release release) {
        return release.purl().type().equals("cargo")
                ? ".cargo_vcs_info.json of the crate"
                : "gitHead of its manifest";
    }

    private static List<Candidate> candidates(
            @Nullable BuildClaims proven, DeclaredSource declared, GitPlace place, String saidBy) {
        var candidates = new ArrayList<Candidate>();
        if (proven != null
                && proven.commit().matches("[0-9a-f]{40}")
                && RepositoryAddress.parse(proven.repository())
                        .filter(each -> each.place().equals(place))
                        .isPresent()) {
            candidates.add(new Candidate(proven.commit(), "verified provenance", true));
        }
        if (!declared.commit().isEmpty()
                && candidates.stream().noneMatch(each -> each.commit().equals(declared.commit()))) {
            candidates.add(new Candidate(declared.commit(), saidBy, false));
        }
        return candidates;
    }
}
