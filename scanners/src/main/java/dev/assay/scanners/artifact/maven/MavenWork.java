package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One piece of work with Maven's repositories, in a folder of its own. For one thread. */
public final class MavenWork implements AutoCloseable {

    /**
     * The machine that POMs may ask about, the same wherever Assay runs: an approval must not
     * depend on it.
     */
    private static final Map<String, String> TARGET =
            Map.of(
                    "java.version", "25",
                    "java.specification.version", "25",
                    "os.name", "Linux",
                    "os.arch", "amd64",
                    "os.version", "6.0",
                    "file.separator", "/",
                    "path.separator", ":",
                    "line.separator", "\n");

    /** By strength. A repository that has none of these promises nothing. */
    private static final Map<String, Object> RESOLVER =
            Map.of(
                    "aether.checksums.algorithms",
                    "SHA-256,SHA-512,SHA-1,MD5",
                    // It reads the POM of every version, also of those that lose: so do old Mavens,
                    // and the gate has to have what they ask for.
                    "aether.dependencyCollector.impl",
                    "df");

    private final RepositorySystem system;
    private final CloseableSession session;
    private final List<RemoteRepository> repositories;
    private final Budget budget;
    private final Path folder;

    MavenWork(
            RepositorySystem system, MavenConfiguration configuration, Budget budget, Path folder) {
        this.system = system;
        this.budget = budget;
        this.folder = folder;
        var builder = new SessionBuilderSupplier(system).get();
        this.session =
                builder.withLocalRepositoryBaseDirectories(folder)
                        .setSystemProperties(TARGET)
                        .setUserProperties(Map.of())
                        .setConfigProperties(RESOLVER)
                        .setConfigProperty(Budget.KEY, budget)
                        .setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL)
                        .setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS)
                        .setMirrorSelector(configuration.mirrors())
                        .setAuthenticationSelector(configuration.authentication())
                        // A POM does not say where packages come from; whoever runs Assay does.
                        .setIgnoreArtifactDescriptorRepositories(true)
                        .build();
        this.repositories = system.newResolutionRepositories(session, configuration.repositories());
    }

    public RepositorySystem system() {
        return system;
    }

    public RepositorySystemSession session() {
        return session;
    }

    public List<RemoteRepository> repositories() {
        return repositories;
    }

    /** What of the limits was used up, for people; null while nothing was. */
    public @Nullable String exceeded() {
        return budget.exceeded();
    }

    /** Counts a dependency that is considered, at a number of levels below the release. */
    public void considered(int level) {
        budget.dependency();
        budget.depth(level);
    }

    public MavenLimits limits() {
        return budget.limits();
    }

    /** Where everything of this work lies, in the layout of a repository. */
    public Path folder() {
        return folder;
    }

    /** Fetches one file, checked against what the repository promises. It is gone at the end. */
    public FetchOutcome fetch(MavenFile file) {
        return fetch(file, session);
    }

    /** Fetches a signature: what it is about is its own checksum, and many have no other. */
    public FetchOutcome fetchBeside(MavenFile file) {
        var trusting = new DefaultRepositorySystemSession(session);
        trusting.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_IGNORE);
        return fetch(file, trusting);
    }

    private FetchOutcome fetch(MavenFile file, RepositorySystemSession by) {
        var request = new ArtifactRequest(file.artifact(), repositories, null);
        try {
            return fetched(system.resolveArtifact(by, request));
        } catch (ArtifactResolutionException e) {
            return Failures.outcome(e.getResult().getExceptions(), file.toString());
        } catch (Budget.SpentException e) {
            return new FetchOutcome.Unavailable(file + ": " + e.getMessage(), null);
        } catch (MavenSystem.OddNameException e) {
            return new FetchOutcome.NotFound(String.valueOf(e.getMessage()));
        }
    }

    /** A file that was resolved, as what it is. */
    public Fetched fetched(ArtifactResult result) {
        var path = result.getArtifact().getPath();
        var from =
                result.getRepository() instanceof RemoteRepository remote
                        ? remote.getUrl().replaceFirst("/*$", "/")
                        : "";
        return fetched(path, URI.create(from + MavenFile.of(result.getArtifact()).path()));
    }

    /** A file in the folder of this work. */
    public static Fetched fetched(Path path, URI from) {
        try (var in = Files.newInputStream(path)) {
            var digest = Sha256.newDigest();
            var chunk = new byte[1 << 16];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
            var sha256 = Sha256.ofDigest(digest.digest());
            return new Fetched(path, sha256, Integrity.of(sha256), Files.size(path), from, false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back " + path, e);
        }
    }

    /** What became of asking for versions. */
    public sealed interface Versions {
        /**
         * @param lowestFirst empty where the list is
         */
        record Listed(List<String> lowestFirst) implements Versions {}

        /** There is no list, or it could not be had. */
        record NotListed(FetchOutcome.Missed why) implements Versions {}
    }

    /** Which versions the repositories list. */
    public Versions versions(String groupId, String artifactId) {
        var any = new DefaultArtifact(groupId, artifactId, "jar", "[0,)");
        try {
            var result =
                    system.resolveVersionRange(
                            session, new VersionRangeRequest(any, repositories, null));
            var why = Failures.outcome(result.getExceptions(), groupId + ":" + artifactId);
            if (result.getVersions().isEmpty() || !(why instanceof FetchOutcome.NotFound)) {
                return new Versions.NotListed(why);
            }
            return new Versions.Listed(
                    result.getVersions().stream().map(Object::toString).toList());
        } catch (VersionRangeResolutionException e) {
            return new Versions.NotListed(Failures.outcome(List.of(e), groupId + ":" + artifactId));
        } catch (Budget.SpentException | MavenSystem.OddNameException e) {
            return new Versions.NotListed(
                    new FetchOutcome.NotFound(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        session.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
