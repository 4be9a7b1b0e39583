package dev.assay.scanners.ecosystem.pypi;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.pypi.DistributionFile;
import dev.assay.scanners.artifact.pypi.IndexFile;
import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.artifact.pypi.PackedMetadata;
import dev.assay.scanners.artifact.pypi.PageOutcome;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.artifact.pypi.PythonVersion;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.TreeNeeds;
import dev.assay.scanners.closure.pypi.PypiClosureResolver;
import dev.assay.scanners.closure.pypi.PypiManifest;
import dev.assay.scanners.closure.pypi.PypiTree;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Nearest;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.publisher.PypiPublishing;
import dev.assay.scanners.signature.Trusted;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * An index of Python packages, as what vetting asks. A release is a version, and of its many files
 * the ones that pip takes on the targets: the file of the first is the release's own.
 */
public final class PypiUpstream implements Upstream {

    private static final Ecosystem PYPI = new PypiEcosystem();
    private final PypiIndex index;
    private final List<PypiTarget> targets;
    private final Clock clock;
    private final PypiPublishing publishing;

    /** Without anybody whose attestations are believed. */
    public PypiUpstream(PypiIndex index, List<PypiTarget> targets, Clock clock) {
        this(index, targets, clock, new PypiPublishing(index, Trusted.nobody(), clock));
    }

    /**
     * @param index closed with this
     * @param targets at least one
     */
    public PypiUpstream(
            PypiIndex index, List<PypiTarget> targets, Clock clock, PypiPublishing publishing) {
        this.publishing = publishing;
        this.index = index;
        this.targets = List.copyOf(targets);
        this.clock = clock;
    }

    @Override
    public Ecosystem ecosystem() {
        return PYPI;
    }

    @Override
    public String name() {
        return "the PyPI index";
    }

    @Override
    public String fileWord() {
        return "file for " + targets.getFirst();
    }

    @Override
    public LookupOutcome find(Purl release) throws InterruptedException {
        return switch (index.page(release.packageName(), null)) {
            case PageOutcome.Found(var page) -> find(release, page);
            case PageOutcome.NotFound(var reason) -> new LookupOutcome.NoPackage(reason);
            case PageOutcome.Malformed(var reason) -> new LookupOutcome.Malformed(reason);
            case PageOutcome.Unavailable(var reason, var after) ->
                    new LookupOutcome.Unavailable(reason, after);
            case PageOutcome.NotConfigured(var reason) -> new LookupOutcome.NotConfigured(reason);
            case PageOutcome.NotModified() ->
                    throw new IllegalStateException("not modified, although nothing was kept");
        };
    }

    private LookupOutcome find(Purl release, IndexPage page) {
        var version = release.version();
        var files = version == null ? List.<IndexFile>of() : page.files(version);
        if (files.isEmpty()) {
            return new LookupOutcome.NoVersion(near(page, version));
        }
        return IndexPage.best(files, targets.getFirst())
                .<LookupOutcome>map(file -> new LookupOutcome.Found(new Offered(page, file)))
                .orElseGet(LookupOutcome.NoFile::new);
    }

    private static String near(IndexPage page, @Nullable String wanted) {
        var versions = page.versions();
        if (versions.isEmpty()) {
            return page.status() == null
                    ? "it lists no file of any version"
                    : "it lists no file of any version, and says that the package is "
                            + page.status();
        }
        var meant = PythonVersion.of(wanted == null ? "" : wanted);
        return Nearest.sentence(versions, Nearest.below(meant), PythonVersion::toString);
    }

    @Override
    public ClosureOutcome resolve(Purl release, FetchedFiles bytes)
            throws IOException, InterruptedException {
        return switch (find(release)) {
            case LookupOutcome.Found f ->
                    new PypiClosureResolver(index, targets, clock).resolve(release, bytes::take);
            case LookupOutcome.Missed missed -> missed.unresolved(release);
        };
    }

    @Override
    public TreeNeeds needs(Purl tree, Map<String, byte[]> files, FetchedFiles bytes)
            throws IOException, InterruptedException {
        return new PypiTree(index, targets, clock).of(tree, files, bytes::take);
    }

    @Override
    public FetchOutcome fetch(LockedPackage locked, Path target) throws InterruptedException {
        var manifest = PypiManifest.read(locked.manifest()).orElse(null);
        var name =
                manifest == null
                        ? null
                        : DistributionFile.of(manifest.name(), manifest.fileName()).orElse(null);
        if (manifest == null || name == null) {
            return new FetchOutcome.NotFound(
                    "it is not on record which file " + locked.purl() + " is");
        }
        var file =
                new IndexFile(
                        name,
                        URI.create(manifest.url()),
                        manifest.hashes(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        var outcome = index.file(file, target);
        if (!(outcome instanceof Fetched fetched)) {
            return outcome;
        }
        return fetched.integrity().equals(locked.integrity())
                ? withItsMetadata(manifest, name, fetched)
                : mismatch(locked.integrity().value(), fetched.integrity().value());
    }

    /** What a closure was resolved by has to be what the wheel itself says. */
    private FetchOutcome withItsMetadata(
            PypiManifest manifest, DistributionFile name, Fetched fetched) {
        if (manifest.metadata() == null) {
            return fetched;
        }
        var expected = "metadata " + manifest.metadata().sha256();
        return switch (PackedMetadata.read(fetched.file(), name, manifest.name(), index.limits())) {
            case PackedMetadata.Outcome.Found(var found)
                    when found.sha256().equals(manifest.metadata().sha256()) ->
                    fetched;
            case PackedMetadata.Outcome.Found(var found) ->
                    mismatch(expected, "metadata " + found.sha256() + " inside of the wheel");
            case PackedMetadata.Outcome.None(var reason) -> mismatch(expected, reason);
        };
    }

    private static FetchOutcome mismatch(String expected, String actual) {
        return new FetchOutcome.IntegrityMismatch(expected, actual);
    }

    @Override
    public List<PackageProofs> proofs(List<LockedPackage> packages) throws InterruptedException {
        return publishing.ofClosure(packages);
    }

    @Override
    public VersionsOutcome versions(Purl packagePurl, @Nullable String etag)
            throws InterruptedException {
        return switch (index.page(packagePurl.packageName(), etag)) {
            case PageOutcome.Found(var page) ->
                    new VersionsOutcome.Found(new PypiVersions(page, targets.getFirst()));
            case PageOutcome.NotModified() -> new VersionsOutcome.NotModified();
            case PageOutcome.NotFound(var reason) -> new VersionsOutcome.NotFound(reason);
            case PageOutcome.Malformed(var reason) -> new VersionsOutcome.Malformed(reason);
            case PageOutcome.Unavailable(var reason, var after) ->
                    new VersionsOutcome.Unavailable(reason, after);
            case PageOutcome.NotConfigured(var reason) -> new VersionsOutcome.NotConfigured(reason);
        };
    }

    @Override
    public void close() {
        index.close();
    }

    private final class Offered implements OfferedRelease {

        private final IndexPage page;
        private final IndexFile file;

        Offered(IndexPage page, IndexFile file) {
            this.page = page;
            this.file = file;
        }

        @Override
        public String manifest() {
            return PypiManifest.of(page, file, null, List.of(targets.getFirst().label()), List.of())
                    .json();
        }

        @Override
        public @Nullable Integrity promised() {
            return file.promised();
        }

        @Override
        public FetchOutcome fetch(Path target) throws InterruptedException {
            return index.file(file, target);
        }

        /** An index names nobody whom it does not have an attestation of. */
        @Override
        public Publishing publishing(Integrity bytes) throws InterruptedException {
            return publishing.of(page, file, bytes);
        }
    }
}
