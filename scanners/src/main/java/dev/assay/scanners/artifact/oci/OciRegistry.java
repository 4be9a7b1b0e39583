package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.oci.OciConfiguration.Registry;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Registries of the OCI distribution API (version 1.1, the pull and content discovery workflows).
 * What they answer is taken as hostile: bounded, and everything named by a digest is compared with
 * it. Safe for use by many threads.
 */
public final class OciRegistry implements AutoCloseable {

    private static final Pattern NEXT = Pattern.compile("<([^>]{1,2000})>\\s*;\\s*rel=\"?next\"?");
    static final int LARGEST_LIST = 4 << 20;

    /** What became of asking for something. Every text is made for people. */
    sealed interface Outcome<T> {

        record Got<T>(T value) implements Outcome<T> {}

        /** There is none of that name. */
        record Missing<T>(String reason) implements Outcome<T> {}

        /** It is not what it is named by. */
        record Altered<T>(String expected, String actual) implements Outcome<T> {}

        /** It is there, and nothing that is read. */
        record Unfit<T>(String reason) implements Outcome<T> {}

        record TooBig<T>(long limit) implements Outcome<T> {}

        record CutOff<T>(String reason) implements Outcome<T> {}

        record NoAnswer<T>(String reason, @Nullable Duration retryAfter) implements Outcome<T> {}

        /** The same for something else, where nothing was got. */
        @SuppressWarnings("unchecked")
        default <U> Outcome<U> without() {
            if (this instanceof Got<T>) {
                throw new IllegalStateException("there is something");
            }
            return (Outcome<U>) this;
        }
    }

    /**
     * A manifest as it was sent.
     *
     * @param mediaType what the registry says it is, or null
     */
    record Sent(byte[] bytes, Sha256 digest, @Nullable String mediaType) {}

    private final OciConfiguration configuration;
    private final OciLimits limits;
    private final UpstreamClient client;
    private final OciPlaces places;

    public OciRegistry(OciConfiguration configuration, OciLimits limits, Clock clock) {
        this.configuration = configuration;
        this.limits = limits;
        this.client = new UpstreamClient("oci", limits.upstream());
        this.places = new OciPlaces(configuration, client, clock);
    }

    public OciConfiguration configuration() {
        return configuration;
    }

    OciLimits limits() {
        return limits;
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * A manifest or index.
     *
     * @param reference a tag, or a digest, which it is compared with
     */
    Outcome<Sent> manifest(OciName name, String reference) throws InterruptedException {
        var place = places.registry(name);
        if (!(place instanceof Outcome.Got<Registry>(var registry))) {
            return place.without();
        }
        var asked =
                places.read(
                        registry,
                        name,
                        OciPlaces.address(registry, name, "manifests/" + reference),
                        ManifestDocument.ACCEPTED,
                        limits.manifest());
        return asked instanceof Outcome.Got<Answered>(var answer)
                ? sent(reference, answer)
                : asked.without();
    }

    private static Outcome<Sent> sent(String reference, Answered answer) {
        var digest = Sha256.of(answer.body());
        var written = "sha256:" + digest.hex();
        var promised =
                reference.startsWith("sha256:")
                        ? Optional.of(reference)
                        : answer.headers().firstValue("docker-content-digest");
        if (promised.isPresent() && !promised.get().equals(written)) {
            return new Outcome.Altered<>(promised.get(), written);
        }
        return new Outcome.Got<>(
                new Sent(
                        answer.body(),
                        digest,
                        answer.headers().firstValue("content-type").orElse(null)));
    }

    /** What refers to a manifest (OCI distribution 1.1); missing where the registry lists none. */
    Outcome<byte[]> referrers(OciName name, Sha256 manifest) throws InterruptedException {
        var place = places.registry(name);
        if (!(place instanceof Outcome.Got<Registry>(var registry))) {
            return place.without();
        }
        var asked =
                places.read(
                        registry,
                        name,
                        OciPlaces.address(registry, name, "referrers/sha256:" + manifest.hex()),
                        ManifestDocument.OCI_INDEX,
                        LARGEST_LIST);
        if (!(asked instanceof Outcome.Got<Answered>(var answer))) {
            return asked.without();
        }
        return answer.headers().firstValue("link").isPresent()
                ? new Outcome.Unfit<>("what refers to it is listed on more than one page")
                : new Outcome.Got<>(answer.body());
    }

    /**
     * A blob, compared with its digest and size.
     *
     * @param target the file to write; it means nothing unless the blob was got
     */
    Outcome<Path> blob(OciName name, Sha256 digest, long size, Path target)
            throws InterruptedException {
        var outcome = download(name, digest, Math.max(size, 1 << 16), target);
        var expected = "sha256:" + digest.hex() + " of " + size + " bytes";
        return switch (outcome) {
            case Outcome.Got<Long>(var length) when length == size -> new Outcome.Got<>(target);
            case Outcome.Got<Long>(var length) ->
                    new Outcome.Altered<>(
                            expected, "sha256:" + digest.hex() + " of " + length + " bytes");
            // More than it says that it is, is not what it says that it is.
            case Outcome.TooBig<Long> big ->
                    new Outcome.Altered<>(expected, "more than " + size + " bytes");
            case Outcome.Altered<Long>(var wanted, var actual) ->
                    new Outcome.Altered<>(expected, actual);
            default -> outcome.without();
        };
    }

    /** A blob of any size, compared with its digest. */
    Outcome<Long> blob(OciName name, Sha256 digest, Path target) throws InterruptedException {
        return download(name, digest, limits.image(), target);
    }

    private Outcome<Long> download(OciName name, Sha256 digest, long most, Path target)
            throws InterruptedException {
        var place = places.registry(name);
        if (!(place instanceof Outcome.Got<Registry>(var registry))) {
            return place.without();
        }
        var outcome =
                places.download(
                        registry,
                        name,
                        OciPlaces.address(registry, name, "blobs/sha256:" + digest.hex()),
                        most,
                        target);
        if (!(outcome instanceof Outcome.Got<Answered>)) {
            return outcome.without();
        }
        try (var in = new DigestInputStream(Files.newInputStream(target), Sha256.newDigest())) {
            var length = in.transferTo(java.io.OutputStream.nullOutputStream());
            var actual = Sha256.ofDigest(in.getMessageDigest().digest());
            return actual.equals(digest)
                    ? new Outcome.Got<>(length)
                    : new Outcome.Altered<>(
                            "sha256:" + digest.hex(),
                            "sha256:" + actual.hex() + " of " + length + " bytes");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + target, e);
        }
    }

    /** The tags of a repository, no more of them than are kept. */
    Outcome<List<String>> tags(OciName name) throws InterruptedException {
        var place = places.registry(name);
        if (!(place instanceof Outcome.Got<Registry>(var registry))) {
            return place.without();
        }
        var tags = new LinkedHashSet<String>();
        var first = OciPlaces.address(registry, name, "tags/list?n=1000");
        var next = Optional.of(first);
        for (var page = 0; next.isPresent() && page < limits.tagPages(); page++) {
            var address = next.get();
            var asked = places.read(registry, name, address, "application/json", LARGEST_LIST);
            if (!(asked instanceof Outcome.Got<Answered>(var answer))) {
                return asked.without();
            }
            try {
                ManifestDocument.JSON
                        .readTree(answer.body())
                        .path("tags")
                        .valueStream()
                        .map(tag -> tag.asString(""))
                        .filter(dev.assay.scanners.coordinates.OciVersion::isTag)
                        .forEach(tags::add);
            } catch (JacksonException e) {
                return new Outcome.Unfit<>("what " + address + " answered is no list of tags");
            }
            if (tags.size() > limits.tags()) {
                return new Outcome.Unfit<>(
                        name + " has more than " + limits.tags() + " tags, the most that are read");
            }
            try {
                next = next(first, answer);
            } catch (UnfitImageException e) {
                return new Outcome.Unfit<>(String.valueOf(e.getMessage()));
            }
        }
        return next.isPresent()
                ? new Outcome.Unfit<>(
                        name + " lists its tags on more than " + limits.tagPages() + " pages")
                : new Outcome.Got<>(List.copyOf(tags));
    }

    /** The next page, which is one of the same list. */
    private static Optional<URI> next(URI first, Answered answer) throws UnfitImageException {
        var link = NEXT.matcher(answer.headers().firstValue("link").orElse(""));
        if (!link.find()) {
            return Optional.empty();
        }
        try {
            var target = first.resolve(link.group(1));
            if (first.getRawPath().equals(target.getRawPath())
                    && Origin.isWeb(target)
                    && Origin.of(target).equals(Origin.of(first))) {
                return Optional.of(target);
            }
        } catch (IllegalArgumentException e) {
            // Told with the others.
        }
        throw new UnfitImageException("the list of tags at " + first + " goes on elsewhere");
    }
}
