package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.artifact.npm.Dist;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.TarballOutcome;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Fetches tarballs into the blob store. Safe for use by many threads. */
final class Tarballs {

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

    private final NpmRegistry registry;
    private final BlobStore blobs;
    private final VettingStore vetting;
    private final Path unfinished;

    Tarballs(NpmRegistry registry, BlobStore blobs, VettingStore vetting, Path unfinished) {
        this.registry = registry;
        this.blobs = blobs;
        this.vetting = vetting;
        this.unfinished = unfinished;
    }

    /** The bytes of an integrity value, where they were fetched before and still are kept. */
    Optional<Outcome.Kept> kept(Integrity integrity) throws IOException {
        var known = vetting.artifact(integrity);
        if (known.isEmpty() || blobs.file(known.get().sha256()).isEmpty()) {
            return Optional.empty();
        }
        var artifact = known.get();
        return Optional.of(
                new Outcome.Kept(artifact.sha256(), integrity, artifact.sizeBytes(), null, false));
    }

    /** Fetches one, checked against what the packument promises, and keeps it. */
    Outcome fetch(Purl purl, Dist dist) throws IOException, InterruptedException {
        Files.createDirectories(unfinished);
        var target = Files.createTempFile(unfinished, "tarball", null);
        try {
            return switch (registry.tarball(purl, dist, target)) {
                case TarballOutcome.Fetched fetched -> keep(purl, fetched);
                case TarballOutcome.IntegrityMismatch(var expected, var actual) ->
                        new Outcome.Failed(
                                "the tarball of "
                                        + purl
                                        + " is not what the registry promises: expected "
                                        + expected
                                        + ", got "
                                        + actual
                                        + ". Do not use this version; tell whoever runs the registry, and"
                                        + " vet again only once they have explained it");
                case TarballOutcome.NothingToCompare(var reason) ->
                        new Outcome.Failed(
                                reason
                                        + ", so nobody can tell whether "
                                        + purl
                                        + " is what was published. Ask for a version that has one");
                case TarballOutcome.TooLarge(var limit) ->
                        new Outcome.Failed(
                                String.format(
                                        Locale.ROOT,
                                        "the tarball of %s is larger than %d MB, the most that is fetched;"
                                                + " ask for a version that is smaller",
                                        purl,
                                        limit >> 20));
                case TarballOutcome.NotFound(var reason) ->
                        new Outcome.Failed(
                                reason
                                        + ", although the registry lists "
                                        + purl
                                        + ". It may have been unpublished; ask for another version");
                case TarballOutcome.NotConfigured(var reason) -> new Outcome.Failed(reason);
                case TarballOutcome.Truncated(var reason) ->
                        new Outcome.NotNow(
                                "the tarball of " + purl + " came cut off: " + reason, null);
                case TarballOutcome.Unavailable(var reason, var after) ->
                        new Outcome.NotNow(
                                "the tarball of " + purl + " could not be fetched: " + reason,
                                after);
            };
        } finally {
            Files.deleteIfExists(target);
        }
    }

    private Outcome.Kept keep(Purl purl, TarballOutcome.Fetched fetched) throws IOException {
        var digest = blobs.put(fetched.file());
        if (!digest.equals(fetched.sha256())) {
            throw new IOException(
                    "the tarball of "
                            + purl
                            + " changed on our disk between fetching and keeping it");
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
