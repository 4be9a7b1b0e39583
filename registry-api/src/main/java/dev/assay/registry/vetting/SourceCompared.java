package dev.assay.registry.vetting;

import dev.assay.inventory.release.DerivedStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.SourceCommitStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.source.RepositoryAddress;
import dev.assay.scanners.source.SourceFetch;
import dev.assay.scanners.source.SourceFetch.Candidate;
import dev.assay.scanners.source.SourceFetch.Fetching;
import dev.assay.scanners.source.SourceFetch.Found;
import dev.assay.scanners.source.SourceOutcome;
import dev.assay.scanners.source.SourceReport;
import dev.assay.scanners.source.TreeMatch;
import dev.assay.scanners.worker.CutOutcome;
import dev.assay.scanners.worker.ScanWorker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Fetches the commit of a release, once for all that is made of it, and compares with it. */
final class SourceCompared {

    /** Raised when a comparison would tell more of the same bytes. */
    private static final int VERSION = 1;

    private final SourceFetch fetch;
    private final SourceCommitStore commits;
    private final BlobStore blobs;
    private final DerivedStore derived;
    private final ScanWorker worker;
    private final Profiles profiles;
    private final Origins origins;
    private final Documents documents;
    private final VettingProgress progress;
    private final Path unfinished;

    SourceCompared(
            SourceFetch fetch,
            SourceCommitStore commits,
            BlobStore blobs,
            DerivedStore derived,
            ScanWorker worker,
            Profiles profiles,
            Origins origins,
            Documents documents,
            VettingProgress progress,
            Path unfinished) {
        this.fetch = fetch;
        this.commits = commits;
        this.blobs = blobs;
        this.derived = derived;
        this.worker = worker;
        this.profiles = profiles;
        this.origins = origins;
        this.documents = documents;
        this.progress = progress;
        this.unfinished = unfinished;
    }

    /** What came of a commit: its bytes, or else why there are none. */
    private sealed interface Kept {
        record Bytes(Sha256 sha256) implements Kept {}

        record NotThere() implements Kept {}

        record Failed(SourceOutcome outcome) implements Kept {}
    }

    SourceOutcome with(
            Release release,
            ScanWorker.Artifact artifact,
            RepositoryAddress address,
            List<Candidate> named,
            List<String> tags)
            throws IOException, InterruptedException {
        var place = address.place();
        progress.say(release.id(), VettingStep.Name.SOURCE, "asking " + place + " for the version");
        for (var found : fetch.find(place, named, tags)) {
            switch (found) {
                case Found.None(var outcome) -> {
                    return outcome;
                }
                case Found.Commit commit -> {
                    progress.say(
                            release.id(), VettingStep.Name.SOURCE, "fetching " + commit.commit());
                    switch (kept(address, commit)) {
                        case Kept.Bytes(var sha256) -> {
                            progress.say(
                                    release.id(), VettingStep.Name.SOURCE, "comparing with it");
                            return compared(release, artifact, address, commit, sha256);
                        }
                        case Kept.Failed(var outcome) -> {
                            return outcome;
                        }
                        case Kept.NotThere none -> {
                            // Another way to the version may be open.
                        }
                    }
                }
            }
        }
        return new SourceOutcome.NoSuchVersion(place.toString(), SourceFetch.tried(named, tags));
    }

    private Kept kept(RepositoryAddress address, Found.Commit commit) throws IOException {
        var name = address.place().toString();
        var known = commits.find(name, commit.commit());
        if (known.isPresent() && blobs.has(known.get())) {
            return new Kept.Bytes(known.get());
        }
        Files.createDirectories(unfinished);
        var target = Files.createTempFile(unfinished, "source", null);
        try {
            return switch (fetch.fetch(address.place(), commit, target)) {
                case Fetching.Done(var fetched) -> {
                    var sha256 = blobs.put(fetched.file());
                    commits.keep(name, commit.commit(), sha256);
                    yield new Kept.Bytes(sha256);
                }
                case Fetching.NotThere none -> new Kept.NotThere();
                case Fetching.Failed(var outcome) -> new Kept.Failed(outcome);
            };
        } finally {
            Files.deleteIfExists(target);
        }
    }

    private SourceOutcome compared(
            Release release,
            ScanWorker.Artifact artifact,
            RepositoryAddress address,
            Found.Commit commit,
            Sha256 source)
            throws IOException, InterruptedException {
        var name = address.place().toString();
        var sha256 = Objects.requireNonNull(release.sha256());
        var key = key(sha256, source, release.purl(), address.directory());
        TreeMatch match;
        Optional<Sha256> before = derived.document(key);
        if (before.isPresent()) {
            match = documents.read(before.get(), TreeMatch.class);
        } else {
            var tree =
                    new ScanWorker.Artifact(
                            profiles.bytes(source), address.place().purl(commit.commit()));
            switch (worker.source(artifact, tree, address.directory())) {
                case CutOutcome.NotCut<TreeMatch>(var problem) -> {
                    return new SourceOutcome.NotComparable(
                            name, "it could not be compared: " + problem.message());
                }
                case CutOutcome.Cut<TreeMatch>(var made) -> match = made;
            }
            derived.keep(key, documents.keep(match));
        }
        if (!match.tooLarge().isEmpty()) {
            return new SourceOutcome.TooLarge(name, match.tooLarge());
        }
        return switch (profiles.of(sha256, release.purl())) {
            case Profiles.Outcome.Unknown(var problem) ->
                    new SourceOutcome.NotComparable(name, problem.message());
            case Profiles.Outcome.Known(var made) ->
                    new SourceOutcome.Compared(
                            SourceReport.of(
                                    match,
                                    origins.of(made.profile()),
                                    name,
                                    commit.by(),
                                    commit.isProven(),
                                    address.directory()));
        };
    }

    private static Sha256 key(Sha256 artifact, Sha256 source, Purl purl, String directory) {
        var text =
                String.join(
                        "\n",
                        TreeMatch.SCHEMA,
                        String.valueOf(VERSION),
                        String.valueOf(Profile.ANALYSIS),
                        purl.toString(),
                        artifact.hex(),
                        source.hex(),
                        directory);
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
