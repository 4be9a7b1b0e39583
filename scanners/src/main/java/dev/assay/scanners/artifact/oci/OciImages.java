package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.oci.ImageParts.NotVetted;
import dev.assay.scanners.artifact.oci.ImageParts.Part;
import dev.assay.scanners.artifact.oci.ImageParts.Role;
import dev.assay.scanners.artifact.oci.OciRegistry.Outcome;
import dev.assay.scanners.artifact.oci.OciRegistry.Sent;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Finds images in a registry and brings them home whole: every part by its digest. */
public final class OciImages implements AutoCloseable {

    private final OciRegistry registry;

    /**
     * @param registry closed with this
     */
    public OciImages(OciRegistry registry) {
        this.registry = registry;
    }

    public OciConfiguration configuration() {
        return registry.configuration();
    }

    /** What lies beside images. */
    public OciProofs proofs() {
        return new OciProofs(registry);
    }

    @Override
    public void close() {
        registry.close();
    }

    /** What became of looking for an image. Every text is made for people. */
    public sealed interface Found {

        record Image(ImageParts parts) implements Found {}

        record Missing(String reason) implements Found {}

        /** What is there is no image that is read, or not what it is named by. */
        record Unfit(String reason) implements Found {}

        record Away(String reason, @Nullable Duration retryAfter) implements Found {}
    }

    /** What became of asking for the tags of a repository. */
    public sealed interface Tags {

        record Listed(List<String> tags) implements Tags {}

        record Missing(String reason) implements Tags {}

        record Unfit(String reason) implements Tags {}

        record Away(String reason, @Nullable Duration retryAfter) implements Tags {}
    }

    public Tags tags(OciName name) throws InterruptedException {
        return switch (registry.tags(name)) {
            case Outcome.Got<List<String>>(var tags) -> new Tags.Listed(tags);
            case Outcome.Missing<List<String>>(var reason) -> new Tags.Missing(reason);
            case Outcome.Unfit<List<String>>(var reason) -> new Tags.Unfit(reason);
            case Outcome.TooBig<List<String>>(var limit) ->
                    new Tags.Unfit("the list of tags of " + name + " exceeds " + limit + " bytes");
            case Outcome.Altered<List<String>> a ->
                    throw new IllegalStateException("tags have no digest");
            case Outcome.CutOff<List<String>>(var reason) -> new Tags.Away(reason, null);
            case Outcome.NoAnswer<List<String>>(var reason, var after) ->
                    new Tags.Away(reason, after);
        };
    }

    /**
     * Reads what an image is made of; no layer is fetched.
     *
     * @param reference a tag or a digest
     */
    public Found find(OciName name, String reference) throws InterruptedException {
        var top = registry.manifest(name, reference);
        if (!(top instanceof Outcome.Got<Sent>(var sent))) {
            return missed(name + ":" + reference, top);
        }
        try {
            return switch (ManifestDocument.read(
                    sent.bytes(), sent.mediaType(), registry.limits())) {
                case ManifestDocument.Image image -> {
                    var parts = new ArrayList<Part>();
                    add(parts, sent, image, null);
                    yield whole(name, parts, List.of());
                }
                case ManifestDocument.Index index -> index(name, sent, index);
            };
        } catch (UnfitImageException e) {
            return new Found.Unfit(name + ":" + reference + ": " + e.getMessage());
        }
    }

    private Found index(OciName name, Sent sent, ManifestDocument.Index index)
            throws UnfitImageException, InterruptedException {
        var platforms = registry.configuration().platforms();
        var parts = new ArrayList<Part>();
        parts.add(part(Role.INDEX, index.mediaType(), sent.digest(), sent.bytes().length, null));
        var notVetted = new ArrayList<NotVetted>();
        var vetted = new LinkedHashSet<Sha256>();
        for (var each : index.manifests()) {
            if (platforms.stream().noneMatch(platform -> platform.takes(each.platform()))) {
                notVetted.add(new NotVetted(each.digest(), each.platform()));
                continue;
            }
            if (!vetted.add(each.digest())) {
                continue;
            }
            var got = registry.manifest(name, each.written());
            if (!(got instanceof Outcome.Got<Sent>(var manifest))) {
                return got instanceof Outcome.Missing<Sent>
                        ? new Found.Unfit(
                                "its index lists "
                                        + each.written()
                                        + ", which the registry does not have")
                        : missed(name + "@" + each.written(), got);
            }
            if (manifest.bytes().length != each.size()) {
                throw new UnfitImageException(each.written() + " is not as long as its index says");
            }
            if (!(ManifestDocument.read(manifest.bytes(), each.mediaType(), registry.limits())
                    instanceof ManifestDocument.Image image)) {
                throw new UnfitImageException(
                        "its index lists another index, "
                                + each.written()
                                + "; images are read one index deep");
            }
            add(parts, manifest, image, each.platform());
        }
        if (vetted.isEmpty()) {
            throw new UnfitImageException(
                    "it has no image for "
                            + platforms.stream()
                                    .map(Platform::text)
                                    .collect(Collectors.joining(", "))
                            + ", only for "
                            + index.manifests().stream()
                                    .map(Descriptor::platform)
                                    .distinct()
                                    .limit(10)
                                    .collect(Collectors.joining(", "))
                            + "; assay.upstream.oci.platforms says what is vetted");
        }
        notVetted.removeIf(each -> vetted.contains(each.digest()));
        return whole(name, parts, notVetted);
    }

    private void add(
            List<Part> parts, Sent sent, ManifestDocument.Image image, @Nullable String platform)
            throws UnfitImageException {
        var config = image.config();
        if (config.size() > registry.limits().config()) {
            throw new UnfitImageException(
                    "its configuration exceeds " + registry.limits().config() + " bytes");
        }
        parts.add(
                part(
                        Role.MANIFEST,
                        image.mediaType(),
                        sent.digest(),
                        sent.bytes().length,
                        platform));
        parts.add(part(Role.CONFIG, config.mediaType(), config.digest(), config.size(), platform));
        for (var layer : image.layers()) {
            parts.add(part(Role.LAYER, layer.mediaType(), layer.digest(), layer.size(), platform));
        }
    }

    private static Part part(
            Role role, String type, Sha256 digest, long size, @Nullable String platform) {
        return new Part(role, type, digest, size, 0, platform);
    }

    private Found whole(OciName name, List<Part> parts, List<NotVetted> notVetted)
            throws UnfitImageException {
        var most = registry.limits().image();
        var total = 0L;
        for (var each : parts) {
            // One after the other: sizes are what somebody wrote, and may not add up in a long.
            if (each.size() > most || (total += each.size()) > most) {
                throw new UnfitImageException(
                        "it has more than " + (most >> 20) + " MB, the most that is fetched");
            }
        }
        return new Found.Image(ImageParts.of(name, parts, notVetted));
    }

    private static Found missed(String what, Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Got<?> g -> throw new IllegalStateException("it is there");
            case Outcome.Missing<?>(var reason) -> new Found.Missing(reason);
            case Outcome.Unfit<?>(var reason) -> new Found.Unfit(what + ": " + reason);
            case Outcome.TooBig<?>(var limit) ->
                    new Found.Unfit("the manifest of " + what + " exceeds " + limit + " bytes");
            case Outcome.Altered<?>(var expected, var actual) ->
                    new Found.Unfit(
                            "the manifest of "
                                    + what
                                    + " is not what it is named by: expected "
                                    + expected
                                    + ", got "
                                    + actual);
            case Outcome.CutOff<?>(var reason) -> new Found.Away(reason, null);
            case Outcome.NoAnswer<?>(var reason, var after) -> new Found.Away(reason, after);
        };
    }

    /**
     * Fetches all parts of an image into one layout.
     *
     * @param target the file to write; it means nothing unless the outcome is {@code Fetched}
     */
    public FetchOutcome fetch(ImageParts image, Path target) throws InterruptedException {
        var name = OciName.parse(image.repository()).orElse(null);
        if (name == null) {
            return new FetchOutcome.NotFound("'" + image.repository() + "' is no repository");
        }
        if (configuration().whole(name).isEmpty()) {
            return new FetchOutcome.NotConfigured(configuration().whyNot(name));
        }
        var part = target.resolveSibling(target.getFileName() + ".part");
        try (var layout = ImageLayout.begin(target, image)) {
            for (var each : image.parts()) {
                var problem = add(name, each, layout, part);
                if (problem != null) {
                    return problem;
                }
            }
            layout.end();
            return fetched(name, target);
        } catch (IOException e) {
            throw new UncheckedIOException("no room for " + image.repository(), e);
        } finally {
            delete(part);
        }
    }

    private @Nullable FetchOutcome add(OciName name, Part each, ImageLayout layout, Path file)
            throws InterruptedException, IOException {
        if (each.role().isManifest()) {
            var got = registry.manifest(name, each.written());
            if (!(got instanceof Outcome.Got<Sent>(var sent))) {
                return notFetched(each, got);
            }
            layout.add(each, sent.bytes());
            return null;
        }
        var got = registry.blob(name, each.digest(), each.size(), file);
        if (!(got instanceof Outcome.Got<Path>)) {
            return notFetched(each, got);
        }
        layout.add(each, file);
        return null;
    }

    private static FetchOutcome notFetched(Part each, Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Got<?> g -> throw new IllegalStateException("it was fetched");
            case Outcome.Missing<?>(var reason) -> new FetchOutcome.NotFound(reason);
            case Outcome.Unfit<?>(var reason) -> new FetchOutcome.NotFound(reason);
            case Outcome.TooBig<?>(var limit) -> new FetchOutcome.TooLarge(limit);
            case Outcome.Altered<?>(var expected, var actual) ->
                    new FetchOutcome.IntegrityMismatch(expected, actual);
            case Outcome.CutOff<?>(var reason) -> new FetchOutcome.Truncated(reason);
            case Outcome.NoAnswer<?>(var reason, var after) ->
                    new FetchOutcome.Unavailable(reason, after);
        };
    }

    private FetchOutcome fetched(OciName name, Path target) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(target), Sha256.newDigest())) {
            var size = in.transferTo(java.io.OutputStream.nullOutputStream());
            var sha256 = Sha256.ofDigest(in.getMessageDigest().digest());
            var from =
                    configuration().whole(name).map(each -> String.valueOf(each.host())).orElse("");
            var address = configuration().addresses().getOrDefault(from, URI.create("https:///"));
            return new FetchOutcome.Fetched(
                    target, sha256, Integrity.of(sha256), size, address, false);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
