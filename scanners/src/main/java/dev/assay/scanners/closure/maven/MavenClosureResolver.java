package dev.assay.scanners.closure.maven;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.maven.Failures;
import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.artifact.maven.MavenWork;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.ClosureOutcome.Resolved;
import dev.assay.scanners.closure.ClosureOutcome.TooLarge;
import dev.assay.scanners.closure.ClosureOutcome.Unresolvable;
import dev.assay.scanners.closure.ClosureOutcome.UpstreamAway;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Purl;

import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Resolves a Maven release to everything that a project gets which depends on it: compile and
 * runtime scope, nothing optional, nearest version first, as Maven 3 does it. A POM's own
 * repositories are not asked.
 *
 * <p>Every package is locked by the SHA-256 of its bytes, once they are what the repository
 * promised by the strongest checksum that it has.
 */
public final class MavenClosureResolver {

    private static final int LONGEST_REASON = 600;

    private final MavenRepository repository;

    public MavenClosureResolver(MavenRepository repository) {
        this.repository = repository;
    }

    /** Takes files that were fetched, as long as they are there. */
    @FunctionalInterface
    public interface Taker {
        void take(Purl purl, Fetched file) throws IOException;
    }

    /**
     * Resolves one release.
     *
     * @param release the release's own file
     * @param taker told of every file of the closure, POMs included
     */
    public ClosureOutcome resolve(MavenFile release, Taker taker) throws IOException {
        try (var work = repository.begin()) {
            ClosureOutcome outcome;
            try {
                outcome = resolve(release, work, taker);
            } catch (StackOverflowError e) {
                outcome = new TooLarge("its POMs are nested deeper than any honest ones");
            } catch (RuntimeException e) {
                // Hostile names end in one, and so does what is beyond a limit.
                outcome = new Unresolvable(printable(e.getMessage()));
            }
            var exceeded = work.exceeded();
            return exceeded == null ? outcome : new TooLarge(exceeded);
        }
    }

    private static ClosureOutcome resolve(MavenFile release, MavenWork work, Taker taker)
            throws IOException {
        var session = new DefaultRepositorySystemSession(work.session());
        session.setDependencySelector(
                new CountedSelector(work.session().getDependencySelector(), work, 0));
        var request =
                new CollectRequest()
                        // A project that depends on it and says nothing else.
                        .setRootArtifact(new DefaultArtifact("assay:project:pom:1"))
                        .addDependency(new Dependency(artifact(release), "compile"))
                        .setRepositories(work.repositories());
        var collected = new Collected();
        try {
            work.system().collectDependencies(session, request).getRoot().accept(collected);
        } catch (DependencyCollectionException e) {
            return failed(Failures.outcome(e, release.toString()), e);
        }
        var parts = collected.parts();
        for (var part : parts) {
            var node = part.node();
            if (node.getDependency().getScope().equals("system")) {
                return new Unresolvable(
                        node.getArtifact()
                                + " is asked for in the scope 'system', which is a file of"
                                + " whatever machine it runs on");
            }
        }
        if (parts.size() > work.limits().packages()) {
            return new TooLarge("it has more than " + work.limits().packages() + " packages");
        }
        List<ArtifactResult> results;
        try {
            results =
                    work.system()
                            .resolveArtifacts(
                                    session,
                                    parts.stream()
                                            .map(part -> new ArtifactRequest(part.node()))
                                            .toList());
        } catch (ArtifactResolutionException e) {
            return failed(
                    Failures.outcome(
                            e.getResults().stream()
                                    .filter(each -> !each.isResolved())
                                    .flatMap(each -> each.getExceptions().stream())
                                    .toList(),
                            "a file of the closure"),
                    e);
        }
        return locked(release, parts, results, work, taker);
    }

    private static ClosureOutcome locked(
            MavenFile release,
            List<Collected.Part> parts,
            List<ArtifactResult> results,
            MavenWork work,
            Taker taker)
            throws IOException {
        var packages = new ArrayList<LockedPackage>();
        var inherited = new InheritedLicences(work.folder());
        for (var i = 0; i < results.size(); i++) {
            var result = results.get(i);
            var file = name(result);
            var fetched = work.fetched(result);
            taker.take(file.purl(), fetched);
            var listed = MavenManifest.listed(file.path(), fetched);
            if (i == 0 && !file.equals(release)) {
                return new Unresolvable(
                        release + " was moved to " + file + "; request that instead");
            }
            var part = parts.get(i);
            var manifest =
                    i == 0
                            ? MavenManifest.of(
                                    file,
                                    null,
                                    List.of(),
                                    listed,
                                    inherited.of(file),
                                    poms(work, release, taker))
                            : MavenManifest.of(
                                    file,
                                    part.node().getDependency().getScope(),
                                    part.way(),
                                    listed,
                                    inherited.of(file),
                                    List.of());
            packages.add(
                    new LockedPackage(
                            i == 0 ? "" : file.key(),
                            file.purl(),
                            fetched.integrity(),
                            false,
                            manifest.json()));
        }
        packages.sort(Comparator.comparing(LockedPackage::path));
        return new Resolved(new Closure(release.purl(), packages));
    }

    /** Whatever was read lies in the folder, which had nothing in it at the beginning. */
    private static List<MavenManifest.Listed> poms(MavenWork work, MavenFile release, Taker taker)
            throws IOException {
        try (var files = Files.walk(work.folder())) {
            var poms = new ArrayList<MavenManifest.Listed>();
            for (var file :
                    files.filter(each -> each.toString().endsWith(".pom")).sorted().toList()) {
                var path = work.folder().relativize(file).toString().replace('\\', '/');
                var fetched = MavenWork.fetched(file, URI.create(path));
                taker.take(release.purl(), fetched);
                poms.add(MavenManifest.listed(path, fetched));
            }
            return poms;
        }
    }

    private static DefaultArtifact artifact(MavenFile file) {
        return new DefaultArtifact(
                file.groupId(),
                file.artifactId(),
                file.classifier(),
                file.extension(),
                file.version());
    }

    private static MavenFile name(ArtifactResult result) {
        var artifact = result.getArtifact();
        return new MavenFile(
                artifact.getGroupId(),
                artifact.getArtifactId(),
                artifact.getVersion(),
                artifact.getClassifier(),
                artifact.getExtension());
    }

    private static ClosureOutcome failed(FetchOutcome outcome, Exception thrown) {
        var message = printable(thrown.getMessage());
        return switch (outcome) {
            case FetchOutcome.Unavailable(var reason, var retryAfter) when !isAboutPoms(thrown) ->
                    new UpstreamAway(reason, retryAfter);
            case FetchOutcome.Truncated(var reason) -> new UpstreamAway(reason, null);
            case FetchOutcome.TooLarge(var limit) ->
                    new TooLarge("one of its files is larger than " + limit + " bytes");
            case FetchOutcome.IntegrityMismatch(var expected, var actual) ->
                    new Unresolvable(
                            message
                                    + ": the bytes are not what the repository promises, expected "
                                    + expected
                                    + ", got "
                                    + actual);
            case FetchOutcome other -> new Unresolvable(message);
        };
    }

    /** What is wrong in a POM, or contradicts itself, will be the same the next time. */
    private static boolean isAboutPoms(Throwable thrown) {
        for (var each = thrown; each != null; each = each.getCause()) {
            var name = each.getClass().getSimpleName();
            if (name.equals("ModelBuildingException")
                    || name.startsWith("UnsolvableVersion")
                    || name.equals("InvalidVersionSpecificationException")) {
                return true;
            }
        }
        return false;
    }

    /** Messages name what stands in POMs. */
    private static String printable(@Nullable String message) {
        var text = String.valueOf(message).replaceAll("\\p{C}+", " ").strip();
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }
}
