package dev.assay.scanners.ecosystem.oci;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.oci.ImageParts;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.OciVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.PresentOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.publisher.OciPublishing;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.Trusted;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Registries of images, as what vetting asks. An image is its own closure: all of it is inside. */
public final class OciUpstream implements Upstream {

    private static final Ecosystem OCI = new OciEcosystem();
    private static final int NEAR = 8;
    private static final int MOST_REMEMBERED = 200;

    private final OciImages images;

    /** What was fetched of late, so that resolving it does not fetch it again. */
    private final Map<String, Integrity> fetched =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Integrity> eldest) {
                            return size() > MOST_REMEMBERED;
                        }
                    });

    private final OciPublishing publishing;

    /** Without anybody whose signatures are believed. */
    public OciUpstream(OciImages images) {
        this(images, new OciPublishing(images, Trusted.nobody(), Clock.systemUTC()));
    }

    /**
     * @param images closed with this
     */
    public OciUpstream(OciImages images, OciPublishing publishing) {
        this.images = images;
        this.publishing = publishing;
    }

    @Override
    public Ecosystem ecosystem() {
        return OCI;
    }

    @Override
    public String name() {
        return "the OCI registry";
    }

    @Override
    public String fileWord() {
        return "image";
    }

    @Override
    public LookupOutcome find(Purl release) throws InterruptedException {
        var name = OciName.of(release).orElse(null);
        if (name == null) {
            return new LookupOutcome.NoPackage(
                    "'" + release.packageName() + "' is no repository of images");
        }
        var whole = images.configuration().whole(name).orElse(null);
        if (whole == null) {
            return new LookupOutcome.NotConfigured(images.configuration().whyNot(name));
        }
        var version =
                release.version() == null ? null : OciVersion.parse(release.version()).orElse(null);
        if (version == null) {
            return missing(whole, null);
        }
        return switch (images.find(whole, version.reference())) {
            case OciImages.Found.Image(var parts) ->
                    new LookupOutcome.Found(new Offered(parts, pinned(whole, version, parts)));
            case OciImages.Found.Missing m -> missing(whole, version);
            case OciImages.Found.Unfit(var reason) -> new LookupOutcome.Malformed(reason);
            case OciImages.Found.Away(var reason, var after) ->
                    new LookupOutcome.Unavailable(reason, after);
        };
    }

    private static Purl pinned(OciName name, OciVersion asked, ImageParts parts) {
        return name.purl(new OciVersion(asked.tag(), parts.root().digest()).toString());
    }

    private LookupOutcome missing(OciName name, @Nullable OciVersion asked)
            throws InterruptedException {
        return switch (images.tags(name)) {
            case OciImages.Tags.Listed(var tags) when tags.isEmpty() ->
                    new LookupOutcome.NoPackage("the registry has no images of " + name);
            case OciImages.Tags.Listed(var tags) ->
                    new LookupOutcome.NoVersion(
                            (asked != null && asked.digest() != null
                                            ? "the digest may have been deleted; the tags are "
                                            : "the tags are ")
                                    + near(tags));
            case OciImages.Tags.Missing(var reason) -> new LookupOutcome.NoPackage(reason);
            case OciImages.Tags.Unfit(var reason) -> new LookupOutcome.Malformed(reason);
            case OciImages.Tags.Away(var reason, var after) ->
                    new LookupOutcome.Unavailable(reason, after);
        };
    }

    private static String near(List<String> tags) {
        var newestFirst = Tags.newestFirst(tags);
        return String.join(", ", newestFirst.subList(0, Math.min(NEAR, newestFirst.size())))
                + (newestFirst.size() > NEAR ? ", …" : "");
    }

    @Override
    public PresentOutcome present(Purl named) throws InterruptedException {
        return switch (find(named)) {
            case LookupOutcome.Found(var offered) ->
                    new PresentOutcome.Named(((Offered) offered).pinned);
            case LookupOutcome.NoPackage(var reason) -> new PresentOutcome.Unknown(reason);
            case LookupOutcome.NoVersion(var near) ->
                    new PresentOutcome.Unknown(
                            named.packageName() + " has no " + named.version() + "; " + near);
            case LookupOutcome.NoFile() ->
                    new PresentOutcome.Unknown("there is no image of " + named);
            case LookupOutcome.Malformed(var reason) -> new PresentOutcome.Unknown(reason);
            case LookupOutcome.NotConfigured(var reason) -> new PresentOutcome.Unknown(reason);
            case LookupOutcome.Unavailable(var reason, var after) ->
                    new PresentOutcome.Unknown(name() + " does not answer: " + reason);
        };
    }

    @Override
    public ClosureOutcome resolve(Purl release, FetchedFiles bytes)
            throws IOException, InterruptedException {
        return switch (find(release)) {
            case LookupOutcome.Found(var offered) ->
                    locked(release, ((Offered) offered).parts, bytes);
            case LookupOutcome.Missed missed -> missed.unresolved(release);
        };
    }

    private ClosureOutcome locked(Purl release, ImageParts parts, FetchedFiles bytes)
            throws IOException, InterruptedException {
        var json = parts.json();
        var known = fetched.get(json);
        if (known != null) {
            return closure(release, known, json);
        }
        var folder = Files.createTempDirectory("assay-image-");
        try {
            var file = folder.resolve("image.tar");
            return switch (images.fetch(parts, file)) {
                case Fetched done -> {
                    bytes.take(release, done);
                    fetched.put(json, done.integrity());
                    yield closure(release, done.integrity(), json);
                }
                case FetchOutcome.Missed missed ->
                        ClosureOutcome.without("a part of " + release, missed);
            };
        } finally {
            try (var left = Files.list(folder)) {
                for (var each : left.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    private static ClosureOutcome closure(Purl release, Integrity integrity, String json) {
        return new ClosureOutcome.Resolved(
                new Closure(
                        release, List.of(new LockedPackage("", release, integrity, false, json))));
    }

    /** Every part again, by the digests that were locked. */
    @Override
    public FetchOutcome fetch(LockedPackage locked, Path target) throws InterruptedException {
        var parts = ImageParts.read(locked.manifest()).orElse(null);
        if (parts == null) {
            return new FetchOutcome.NotFound(
                    "it is not on record what " + locked.purl() + " is made of");
        }
        var outcome = images.fetch(parts, target);
        return outcome instanceof Fetched done && !done.integrity().equals(locked.integrity())
                ? new FetchOutcome.IntegrityMismatch(
                        locked.integrity().value(), done.integrity().value())
                : outcome;
    }

    @Override
    public VersionsOutcome versions(Purl packagePurl, @Nullable String etag)
            throws InterruptedException {
        var name = OciName.of(packagePurl).orElse(null);
        if (name == null) {
            return new VersionsOutcome.NotFound(
                    "'" + packagePurl.packageName() + "' is no repository of images");
        }
        var whole = images.configuration().whole(name).orElse(null);
        if (whole == null) {
            return new VersionsOutcome.NotConfigured(images.configuration().whyNot(name));
        }
        return switch (images.tags(whole)) {
            case OciImages.Tags.Listed(var tags) ->
                    tags.isEmpty()
                            ? new VersionsOutcome.NotFound("the registry has no images of " + whole)
                            : new VersionsOutcome.Found(new OciVersions(tags));
            case OciImages.Tags.Missing(var reason) -> new VersionsOutcome.NotFound(reason);
            case OciImages.Tags.Unfit(var reason) -> new VersionsOutcome.Malformed(reason);
            case OciImages.Tags.Away(var reason, var after) ->
                    new VersionsOutcome.Unavailable(reason, after);
        };
    }

    @Override
    public void close() {
        images.close();
    }

    private final class Offered implements OfferedRelease {

        private final ImageParts parts;
        private final Purl pinned;

        Offered(ImageParts parts, Purl pinned) {
            this.parts = parts;
            this.pinned = pinned;
        }

        @Override
        public String manifest() {
            return parts.json();
        }

        /** The registry promises each part; of all of them in one file nobody says anything. */
        @Override
        public @Nullable Integrity promised() {
            return null;
        }

        @Override
        public FetchOutcome fetch(Path target) throws InterruptedException {
            var outcome = images.fetch(parts, target);
            if (outcome instanceof Fetched done) {
                fetched.put(parts.json(), done.integrity());
            }
            return outcome;
        }

        /** A registry names nobody: who signed the image is what says who made it. */
        @Override
        public @Nullable Publishing publishing(Integrity bytes) throws InterruptedException {
            var name = OciName.parse(parts.repository()).orElse(null);
            return name == null
                    ? null
                    : publishing.of(name, pinned.exactVersion(), parts.root().digest());
        }
    }
}
