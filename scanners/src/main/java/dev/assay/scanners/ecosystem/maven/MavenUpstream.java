package dev.assay.scanners.ecosystem.maven;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.artifact.maven.MavenWork;
import dev.assay.scanners.artifact.maven.MavenWork.Versions;
import dev.assay.scanners.artifact.maven.Packaging;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.maven.MavenClosureResolver;
import dev.assay.scanners.closure.maven.MavenManifest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Nearest;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.publisher.MavenPublishing;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.Trusted;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;

/** Maven repositories, as what vetting asks. */
public final class MavenUpstream implements Upstream {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Ecosystem MAVEN = new MavenEcosystem();
    private final MavenRepository repository;
    private final MavenPublishing publishing;

    /** Without anybody whose signatures are believed. */
    public MavenUpstream(MavenRepository repository) {
        this(repository, new MavenPublishing(repository, Trusted.nobody(), Clock.systemUTC()));
    }

    /**
     * @param repository closed with this
     */
    public MavenUpstream(MavenRepository repository, MavenPublishing publishing) {
        this.repository = repository;
        this.publishing = publishing;
    }

    @Override
    public Ecosystem ecosystem() {
        return MAVEN;
    }

    @Override
    public String name() {
        return "the Maven repository";
    }

    @Override
    public String fileWord() {
        return "file";
    }

    @Override
    public LookupOutcome find(Purl release) {
        if (release.version() == null) {
            return versionless(release);
        }
        var pom = MavenFile.of(release, "pom").orElse(null);
        if (pom == null) {
            return new LookupOutcome.NoPackage(
                    "'" + release + "' is no name that a Maven repository has");
        }
        try (var work = repository.begin()) {
            return switch (work.fetch(pom)) {
                case Fetched fetched -> {
                    var extension = Packaging.extension(fetched.file()).orElse(null);
                    yield extension == null
                            ? new LookupOutcome.Malformed(
                                    "what the repository has as " + pom + " is no POM")
                            : new LookupOutcome.Found(new Offered(pom.withExtension(extension)));
                }
                case FetchOutcome.NotFound(var reason) -> missing(release, work, reason);
                case FetchOutcome.IntegrityMismatch(var expected, var actual) ->
                        new LookupOutcome.Malformed(
                                "the POM of "
                                        + release
                                        + " is not what the repository promises: expected "
                                        + expected
                                        + ", got "
                                        + actual);
                case FetchOutcome.NothingToCompare(var reason) ->
                        new LookupOutcome.Malformed(
                                reason
                                        + ", so nobody can tell whether "
                                        + release
                                        + " is what was published");
                case FetchOutcome.TooLarge(var limit) ->
                        new LookupOutcome.Malformed(
                                "the POM of " + release + " exceeds " + limit + " bytes");
                case FetchOutcome.Truncated(var reason) ->
                        new LookupOutcome.Unavailable(reason, null);
                case FetchOutcome.Unavailable(var reason, var after) ->
                        new LookupOutcome.Unavailable(reason, after);
                case FetchOutcome.NotConfigured(var reason) ->
                        new LookupOutcome.NotConfigured(reason);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("no room to look up " + release, e);
        }
    }

    private LookupOutcome versionless(Purl named) {
        try (var work = repository.begin()) {
            return missing(named, work, "the Maven repository has no " + named.packageName());
        } catch (IOException e) {
            throw new UncheckedIOException("no room to look up " + named, e);
        }
    }

    private static LookupOutcome missing(Purl release, MavenWork work, String reason) {
        var group = release.namespace();
        if (group == null || !MavenFile.isName(group) || !MavenFile.isName(release.name())) {
            return new LookupOutcome.NoPackage(
                    "'" + release + "' is no name that a Maven repository has");
        }
        return switch (work.versions(group, release.name())) {
            case Versions.Listed(var lowestFirst) ->
                    new LookupOutcome.NoVersion(near(lowestFirst, release.version()));
            case Versions.NotListed(FetchOutcome.Unavailable(var why, var after)) ->
                    new LookupOutcome.Unavailable(why, after);
            case Versions.NotListed n -> new LookupOutcome.NoPackage(reason);
        };
    }

    private static String near(List<String> lowestFirst, @Nullable String wanted) {
        var meant = MAVEN.version(wanted == null ? "" : wanted);
        var isBelow = Nearest.below(meant);
        return Nearest.sentence(
                lowestFirst, each -> MAVEN.version(each).filter(isBelow).isPresent(), each -> each);
    }

    @Override
    public ClosureOutcome resolve(Purl release, FetchedFiles bytes) throws IOException {
        return switch (find(release)) {
            case LookupOutcome.Found(var offered) ->
                    new MavenClosureResolver(repository)
                            .resolve(((Offered) offered).file, bytes::take);
            case LookupOutcome.Missed missed -> missed.unresolved(release);
        };
    }

    @Override
    public FetchOutcome fetch(LockedPackage locked, Path target) {
        return MavenManifest.read(locked.manifest())
                .map(manifest -> fetch(manifest.name(), target))
                .map(
                        outcome ->
                                outcome instanceof Fetched fetched
                                                && !fetched.integrity().equals(locked.integrity())
                                        ? new FetchOutcome.IntegrityMismatch(
                                                locked.integrity().value(),
                                                fetched.integrity().value())
                                        : outcome)
                .orElseGet(
                        () ->
                                new FetchOutcome.NotFound(
                                        "it is not on record which file " + locked.purl() + " is"));
    }

    private FetchOutcome fetch(MavenFile file, Path target) {
        try (var work = repository.begin()) {
            var outcome = work.fetch(file);
            if (!(outcome instanceof Fetched fetched)) {
                return outcome;
            }
            Files.move(fetched.file(), target, StandardCopyOption.REPLACE_EXISTING);
            return new Fetched(
                    target,
                    fetched.sha256(),
                    fetched.integrity(),
                    fetched.size(),
                    fetched.from(),
                    fetched.foreignHost());
        } catch (IOException e) {
            throw new UncheckedIOException("no room for " + file, e);
        }
    }

    @Override
    public List<PackageProofs> proofs(List<LockedPackage> packages) throws InterruptedException {
        return publishing.ofClosure(packages);
    }

    @Override
    public VersionsOutcome versions(Purl packagePurl, @Nullable String etag) {
        var group = packagePurl.namespace();
        if (group == null || !MavenFile.isName(group) || !MavenFile.isName(packagePurl.name())) {
            return new VersionsOutcome.NotFound(
                    "'" + packagePurl + "' is no name that a Maven repository has");
        }
        try (var work = repository.begin()) {
            return switch (work.versions(group, packagePurl.name())) {
                case Versions.Listed(var lowestFirst) ->
                        new VersionsOutcome.Found(new MavenVersions(lowestFirst));
                case Versions.NotListed(var why) -> VersionsOutcome.without(why);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("no room to ask for versions", e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    private final class Offered implements OfferedRelease {

        private final MavenFile file;

        Offered(MavenFile file) {
            this.file = file;
        }

        @Override
        public String manifest() {
            var manifest = JSON.createObjectNode();
            manifest.put("groupId", file.groupId());
            manifest.put("artifactId", file.artifactId());
            manifest.put("version", file.version());
            manifest.put("extension", file.extension());
            manifest.put("path", file.path());
            return JSON.writeValueAsString(manifest);
        }

        @Override
        public @Nullable Integrity promised() {
            return null;
        }

        @Override
        public FetchOutcome fetch(Path target) {
            return MavenUpstream.this.fetch(file, target);
        }

        /** A Maven repository names nobody: what its makers signed says who they are. */
        @Override
        public Publishing publishing(Integrity bytes) {
            return publishing.of(file, bytes);
        }
    }
}
