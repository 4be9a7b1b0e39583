package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.oci.OciRegistry.Outcome;
import dev.assay.scanners.artifact.oci.OciRegistry.Sent;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Sha256;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Single parts of images as the configured registries have them; what is named by a digest is
 * compared with it. Safe for use by many threads.
 */
public final class OciPassage implements AutoCloseable {

    /** What became of asking for a manifest or an index. Every text is made for people. */
    public sealed interface Manifest {

        /**
         * It is there.
         *
         * @param mediaType what the registry says it is
         */
        record Found(byte[] bytes, Sha256 digest, String mediaType) implements Manifest {}

        record Missing(String reason) implements Manifest {}

        record Away(String reason) implements Manifest {}
    }

    private final OciRegistry registry;
    private final OciImages images;

    public OciPassage(OciRegistry registry) {
        this.registry = registry;
        this.images = new OciImages(registry);
    }

    @Override
    public void close() {
        images.close();
    }

    /** Whether images of a repository come from a registry that no other may hear of. */
    public boolean isBound(OciName name) {
        return name.host() != null
                && registry.configuration().others().isBound(name.host(), name.path());
    }

    /** Whether a registry is configured that has a name. */
    public boolean isConfigured(OciName name) {
        return registry.configuration().whole(name).isPresent();
    }

    /**
     * A manifest or index of any kind.
     *
     * @param reference a tag, or a digest
     */
    public Manifest manifest(OciName name, String reference) throws InterruptedException {
        return switch (registry.manifest(name, reference)) {
            case Outcome.Got<Sent>(var sent) ->
                    new Manifest.Found(
                            sent.bytes(),
                            sent.digest(),
                            Objects.requireNonNullElse(
                                    sent.mediaType(), ManifestDocument.OCI_MANIFEST));
            case Outcome.Missing<Sent>(var reason) -> new Manifest.Missing(reason);
            case Outcome<Sent> other -> new Manifest.Away(other.toString());
        };
    }

    /** The tags of a repository. */
    public OciImages.Tags tags(OciName name) throws InterruptedException {
        return images.tags(name);
    }

    /**
     * A configuration or a layer.
     *
     * @param target the file to write; it means nothing unless the outcome is {@code Fetched}
     */
    public FetchOutcome blob(OciName name, Sha256 digest, Path target) throws InterruptedException {
        return switch (registry.blob(name, digest, target)) {
            case Outcome.Got<Long>(var size) ->
                    new FetchOutcome.Fetched(
                            target, digest, Integrity.of(digest), size, from(name), false);
            case Outcome.Missing<Long>(var reason) -> new FetchOutcome.NotFound(reason);
            case Outcome.Unfit<Long>(var reason) -> new FetchOutcome.NotFound(reason);
            case Outcome.TooBig<Long>(var limit) -> new FetchOutcome.TooLarge(limit);
            case Outcome.Altered<Long>(var expected, var actual) ->
                    new FetchOutcome.IntegrityMismatch(expected, actual);
            case Outcome.CutOff<Long>(var reason) -> new FetchOutcome.Truncated(reason);
            case Outcome.NoAnswer<Long>(var reason, var after) ->
                    new FetchOutcome.Unavailable(reason, after);
        };
    }

    /** As it is named: which upstream stands for it now is the registry's to know. */
    private static URI from(OciName name) {
        return URI.create("oci://" + name);
    }
}
