package dev.assay.web.cli;

import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.npm.ClosureLimits;
import dev.assay.scanners.closure.npm.NpmClosureResolver;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.worker.ScanOutcome;
import dev.assay.scanners.worker.ScanWorker;
import dev.assay.scanners.worker.WorkerCommand;
import dev.assay.scanners.worker.WorkerSettings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * All that a command needs while it runs: a registry, a worker, a folder, each closed at the end.
 */
final class Workplace implements AutoCloseable {

    private final Terminal terminal;
    private final Path folder;
    private final NpmRegistry registry;
    private final ScanWorker worker;
    private final ArtifactSource source;

    private Workplace(
            Terminal terminal,
            Path folder,
            NpmRegistry registry,
            ScanWorker worker,
            boolean offline) {
        this.terminal = terminal;
        this.folder = folder;
        this.registry = registry;
        this.worker = worker;
        this.source = new ArtifactSource(registry, offline, folder, terminal);
    }

    static Workplace open(Terminal terminal, boolean offline)
            throws IncompleteException, UsageException, InterruptedException {
        var settings = WorkerSettings.DEFAULT;
        var worker = new ScanWorker(WorkerCommand.ofCurrentClassPath(settings), settings);
        var registry = new NpmRegistry(configuration(), NpmRegistrySettings.DEFAULT);
        try {
            return new Workplace(
                    terminal, Files.createTempDirectory("assay-"), registry, worker, offline);
        } catch (IOException e) {
            throw new IncompleteException(
                    "no temporary folder can be made: "
                            + e
                            + "; -Djava.io.tmpdir names another place");
        }
    }

    private static NpmConfiguration configuration() throws UsageException {
        var explicit = explicitRegistry();
        try {
            return NpmConfiguration.read(
                    System.getenv(),
                    Path.of(""),
                    Path.of(System.getProperty("user.home")),
                    explicit == null ? null : URI.create(explicit));
        } catch (IllegalArgumentException e) {
            throw new UsageException("assay.upstream.npm.url: " + e.getMessage());
        }
    }

    private static @Nullable String explicitRegistry() {
        var property = System.getProperty("assay.upstream.npm.url");
        return property != null ? property : System.getenv("ASSAY_UPSTREAM_NPM_URL");
    }

    Fetched fetch(Artifact artifact)
            throws IncompleteException, UsageException, InterruptedException {
        return source.fetch(artifact);
    }

    Fetched fetch(LockedPackage locked) throws IncompleteException, InterruptedException {
        return source.fetch(locked);
    }

    /** Everything that installing a release brings along. */
    Closure closure(Purl release) throws IncompleteException, InterruptedException {
        terminal.progress("resolving " + release + " …");
        var resolver = new NpmClosureResolver(registry, ClosureLimits.DEFAULT);
        return switch (resolver.resolve(release)) {
            case ClosureOutcome.Resolved(var closure) -> closure;
            case ClosureOutcome.Unresolvable(var reason) ->
                    throw new IncompleteException(
                            "the closure of " + release + " cannot be resolved: " + reason);
            case ClosureOutcome.UpstreamAway(var reason, _) ->
                    throw new IncompleteException(
                            "the npm registry does not serve us: " + reason + "; try again later");
            case ClosureOutcome.TooLarge(var reason) ->
                    throw new IncompleteException(
                            "the closure of " + release + " is too large: " + reason);
        };
    }

    /** How many scans may run at once. */
    int scansAtOnce() {
        return WorkerSettings.DEFAULT.processes();
    }

    Profile scan(Fetched.Ready artifact) throws IncompleteException, InterruptedException {
        var name = artifact.purl() == null ? artifact.path() : artifact.purl();
        terminal.progress("reading " + name + " …");
        return switch (worker.scan(artifact.path(), artifact.purl())) {
            case ScanOutcome.Scanned(var profile) -> profile;
            case ScanOutcome.NotScanned(_, var message) -> throw new IncompleteException(message);
        };
    }

    @Override
    public void close() {
        terminal.done();
        worker.close();
        registry.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
