package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.Upstream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Fetches packages' files into the blob store. Safe for use by many threads. */
final class KeptFiles {

    /** Fetches one file. */
    @FunctionalInterface
    interface Fetching {
        FetchOutcome to(Path target) throws InterruptedException;
    }

    /** What became of one. */
    sealed interface Outcome {
        /**
         * @param from where it came from, null where it was there already
         */
        record Kept(
                Sha256 sha256,
                Integrity integrity,
                long size,
                @Nullable String from,
                boolean foreignHost)
                implements Outcome {}

        record Failed(String text) implements Outcome {}

        record NotNow(String text, @Nullable Duration after) implements Outcome {}
    }

    private final BlobStore blobs;
    private final VettingStore vetting;
    private final Path unfinished;

    KeptFiles(BlobStore blobs, VettingStore vetting, Path unfinished) {
        this.blobs = blobs;
        this.vetting = vetting;
        this.unfinished = unfinished;
    }

    /** The bytes of an integrity value, where they were fetched before and still are kept. */
    Optional<Outcome.Kept> kept(Integrity integrity) throws IOException {
        var known = vetting.artifact(integrity);
        if (known.isEmpty() || !blobs.has(known.get().sha256())) {
            return Optional.empty();
        }
        var artifact = known.get();
        return Optional.of(
                new Outcome.Kept(artifact.sha256(), integrity, artifact.sizeBytes(), null, false));
    }

    /** Fetches one, checked against what the upstream promises, and keeps it. */
    Outcome fetch(Upstream upstream, Purl purl, Fetching fetching)
            throws IOException, InterruptedException {
        Files.createDirectories(unfinished);
        var target = Files.createTempFile(unfinished, "package", null);
        var file = "the " + upstream.fileWord() + " of " + purl;
        try {
            return switch (fetching.to(target)) {
                case FetchOutcome.Fetched fetched -> keep(purl, fetched);
                case FetchOutcome.IntegrityMismatch(var expected, var actual) ->
                        new Outcome.Failed(
                                file
                                        + " is not what the registry promises: expected "
                                        + expected
                                        + ", got "
                                        + actual
                                        + ". Do not use this version; tell whoever runs the registry, and"
                                        + " vet again only once they have explained it");
                case FetchOutcome.NothingToCompare(var reason) ->
                        new Outcome.Failed(
                                reason
                                        + ", so nobody can tell whether "
                                        + purl
                                        + " is what was published. Ask for a version that has one");
                case FetchOutcome.TooLarge(var limit) ->
                        new Outcome.Failed(
                                String.format(
                                        Locale.ROOT,
                                        "%s is larger than %d MB, the most that is fetched; ask for a"
                                                + " version that is smaller",
                                        file,
                                        limit >> 20));
                case FetchOutcome.NotFound(var reason) ->
                        new Outcome.Failed(
                                reason
                                        + ", although the registry lists "
                                        + purl
                                        + ". It may have been unpublished; ask for another version");
                case FetchOutcome.NotConfigured(var reason) -> new Outcome.Failed(reason);
                case FetchOutcome.Truncated(var reason) ->
                        new Outcome.NotNow(file + " came cut off: " + reason, null);
                case FetchOutcome.Unavailable(var reason, var after) ->
                        new Outcome.NotNow(file + " could not be fetched: " + reason, after);
            };
        } finally {
            Files.deleteIfExists(target);
        }
    }

    /** Keeps one that is fetched already. */
    Outcome.Kept keep(Purl purl, FetchOutcome.Fetched fetched) throws IOException {
        var digest = blobs.put(fetched.file());
        if (!digest.equals(fetched.sha256())) {
            throw new IOException(
                    "the file of " + purl + " changed on our disk between fetching and keeping it");
        }
        vetting.addArtifact(new VettingStore.Artifact(fetched.integrity(), digest, fetched.size()));
        return new Outcome.Kept(
                digest,
                fetched.integrity(),
                fetched.size(),
                fetched.from().toString(),
                fetched.foreignHost());
    }
}
