package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.npm.ClosureLimits;
import dev.assay.scanners.closure.npm.NpmClosureResolver;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Look;
import dev.assay.scanners.delta.PublisherDelta;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.ecosystem.maven.MavenUpstream;
import dev.assay.scanners.ecosystem.mcpb.McpbSources;
import dev.assay.scanners.ecosystem.npm.NpmUpstream;
import dev.assay.scanners.probe.ProbeSettings;
import dev.assay.scanners.probe.RemoteUpstream;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.publisher.MavenPublishing;
import dev.assay.scanners.publisher.NpmPublishing;
import dev.assay.scanners.vendorbom.BomReading;
import dev.assay.scanners.worker.CutOutcome;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All that a command needs while it runs: a registry, a worker, a folder, each closed at the end.
 */
final class Workplace implements AutoCloseable {

    private final Terminal terminal;
    private final Path folder;
    private final NpmRegistry registry;
    private final Upstream maven;
    private final Upstream pypi;
    private final Upstream bundles;
    private final Upstream oci;
    private final @Nullable CacheFolder cacheFolder;
    private final @Nullable ProfileCache cache;
    private final @Nullable ClosureCache closures;
    private final boolean offline;
    private final ArtifactSource source;
    private final AtomicInteger expected = new AtomicInteger(1);
    private final AtomicInteger looked = new AtomicInteger();
    private @Nullable ScanWorker worker;

    private Workplace(
            Terminal terminal,
            Path folder,
            NpmRegistry registry,
            Upstream maven,
            Upstream pypi,
            Upstream bundles,
            Upstream oci,
            TrustMaterial trust,
            String registryName,
            @Nullable CacheFolder cacheFolder,
            boolean offline)
            throws UsageException {
        this.terminal = terminal;
        this.folder = folder;
        this.registry = registry;
        this.maven = maven;
        this.pypi = pypi;
        this.bundles = bundles;
        this.oci = oci;
        this.cacheFolder = cacheFolder;
        this.cache = cacheFolder == null ? null : new ProfileCache(cacheFolder);
        this.closures = cacheFolder == null ? null : new ClosureCache(cacheFolder, registryName);
        this.offline = offline;
        var publishing = new NpmPublishing(registry, trust.check(), Clock.systemUTC());
        this.source =
                new ArtifactSource(
                        new Upstreams(
                                List.of(
                                        new NpmUpstream(registry, publishing),
                                        maven,
                                        pypi,
                                        bundles,
                                        oci,
                                        GitSettings.upstream(trust.trusted()),
                                        new RemoteUpstream(
                                                endpoint -> probing(), Clock.systemUTC()))),
                        offline,
                        folder,
                        terminal);
    }

    static Workplace open(Terminal terminal, FetchOptions options)
            throws IncompleteException, UsageException {
        var configuration = configuration();
        var trust = OwnTrust.read();
        var registry = new NpmRegistry(configuration, NpmRegistrySettings.DEFAULT);
        var name =
                configuration.registry().map(URI::toString).orElse("")
                        + (configuration.others().isEmpty() ? "" : configuration.others())
                        + PypiSettings.described();
        var repository =
                new MavenRepository(mavenConfiguration(), MavenLimits.DEFAULT, Clock.systemUTC());
        var maven =
                new MavenUpstream(
                        repository,
                        new MavenPublishing(repository, trust.trusted(), Clock.systemUTC()));
        var pypi = PypiSettings.upstream(trust.trusted());
        var bundles = bundles();
        var oci = ImageSettings.upstream(trust.trusted());
        var cache = options.cached() ? CacheFolder.ofUser(Clock.systemUTC()) : null;
        try {
            var folder = Files.createTempDirectory("assay-");
            return new Workplace(
                    terminal,
                    folder,
                    registry,
                    maven,
                    pypi,
                    bundles,
                    oci,
                    trust,
                    name,
                    cache,
                    options.offline());
        } catch (IOException e) {
            throw new IncompleteException(
                    "no temporary folder can be made: "
                            + e
                            + "; -Djava.io.tmpdir names another place");
        }
    }

    private static NpmConfiguration configuration() throws UsageException {
        var explicit = setting("assay.upstream.npm.url");
        try {
            return NpmConfiguration.read(
                            System.getenv(),
                            Path.of(""),
                            Path.of(System.getProperty("user.home")),
                            explicit == null ? null : URI.create(explicit))
                    .with(others("npm"), NameOwners.inMemory());
        } catch (IllegalArgumentException e) {
            throw new UsageException("assay.upstream.npm.url: " + e.getMessage());
        }
    }

    private static Upstream bundles() throws UsageException {
        var hosts = setting("assay.upstream.mcpb.hosts");
        var roots = setting("assay.upstream.mcpb.trust-roots");
        try {
            return McpbSources.of(
                            hosts == null ? List.of() : List.of(hosts.split(",")),
                            roots == null ? null : Path.of(roots),
                            Clock.systemUTC())
                    .upstream(UpstreamSettings.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new UsageException("assay.upstream.mcpb: " + e.getMessage());
        }
    }

    /** Whoever types a command chooses what is asked, and what with. */
    static ProbeSettings probing() {
        return ProbeSettings.DEFAULT
                .withPrivateAddresses(
                        "true".equals(setting("assay.upstream.remote.private-addresses")))
                .withRegistering("true".equals(setting("assay.upstream.remote.register")))
                .withToken(setting("assay.upstream.remote.token"));
    }

    /** As the service reads them: {@code assay.upstream.npm.others[0].url}, and so on. */
    private static List<OtherUpstream> others(String ecosystem) {
        var others = new ArrayList<OtherUpstream>();
        for (var number = 0; ; number++) {
            var prefix = "assay.upstream." + ecosystem + ".others[" + number + "].";
            var url = setting(prefix + "url");
            if (url == null) {
                return others;
            }
            var namespaces = setting(prefix + "namespaces");
            others.add(
                    new OtherUpstream(
                            URI.create(url),
                            namespaces == null ? List.of() : List.of(namespaces.split(",")),
                            OtherUpstream.authorization(
                                    setting(prefix + "token"),
                                    setting(prefix + "username"),
                                    setting(prefix + "password"))));
        }
    }

    private static MavenConfiguration mavenConfiguration() throws UsageException {
        var explicit = setting("assay.upstream.maven.url");
        try {
            return MavenConfiguration.read(
                            System.getenv(),
                            Path.of(System.getProperty("user.home")),
                            explicit == null ? null : URI.create(explicit))
                    .with(others("maven"), NameOwners.inMemory());
        } catch (IllegalArgumentException e) {
            throw new UsageException("assay.upstream.maven.url: " + e.getMessage());
        }
    }

    static @Nullable Path file(String name) {
        var file = setting(name);
        return file == null ? null : Path.of(file);
    }

    /** As the service reads it: a property, or the variable of the same name. */
    static @Nullable String setting(String name) {
        var property = System.getProperty(name);
        return property != null
                ? property
                : System.getenv(
                        name.replace("].", "_")
                                .replace('[', '_')
                                .replace('.', '_')
                                .replace("-", "")
                                .toUpperCase(Locale.ROOT));
    }

    /** With what there is to say of who published the newer version. */
    Delta published(Delta delta, @Nullable Artifact from, Artifact to) throws InterruptedException {
        if (offline || !(to instanceof Artifact.InRegistry(var newer))) {
            return delta;
        }
        var before =
                from instanceof Artifact.InRegistry(var older) ? source.publishing(older) : null;
        var now = source.publishing(newer);
        return now == null ? delta : PublisherDelta.compared(delta, before, now);
    }

    Fetched fetch(Artifact artifact)
            throws IncompleteException, UsageException, InterruptedException {
        return source.fetch(artifact);
    }

    /** Looks at one package of a closure: what cannot be had or read is told, not thrown. */
    Look look(LockedPackage locked) throws InterruptedException {
        try {
            if (cache != null) {
                var known = cache.find(locked.integrity(), locked.purl());
                if (known.isPresent()) {
                    return Look.Profiled.of(known.get());
                }
            }
            return switch (source.fetch(locked)) {
                case Fetched.Ready ready -> Look.Profiled.of(scan(ready));
                case Fetched.Altered(_, var expected, var actual) ->
                        new Look.Altered(expected, actual);
            };
        } catch (IncompleteException e) {
            return new Look.NotScanned(String.valueOf(e.getMessage()));
        } finally {
            terminal.progress(
                    looked.incrementAndGet()
                            + " of "
                            + expected.get()
                            + " packages looked at, the last "
                            + locked.purl());
        }
    }

    /** The releases that a package says, or whose manifest says, it may hold copies of. */
    List<Profile> bundled(Profile profile, String manifest) throws InterruptedException {
        var profiles = new ArrayList<Profile>();
        for (var locked : new BundledReleases(registry).of(profile, manifest)) {
            terminal.progress("comparing with " + locked.purl() + " …");
            if (look(locked) instanceof Look.Profiled(var seen)) {
                profiles.add(seen.profile());
            }
        }
        return profiles;
    }

    /** Says how many packages there are to look at, for whoever watches. */
    void expect(int packages) {
        expected.set(packages);
    }

    /** Everything that installing a release brings along. */
    Closure closure(Purl release) throws IncompleteException, InterruptedException {
        var known = closures == null ? null : closures.find(release).orElse(null);
        if (known != null) {
            return known;
        }
        terminal.progress("resolving " + release + " …");
        var upstream = source.upstream(release);
        var closure = closure(release, () -> upstream.resolve(release, (purl, file) -> {}));
        if (closures != null) {
            closures.keep(closure);
        }
        return closure;
    }

    /** The same for a package that no registry needs to know. */
    Closure closure(VersionManifest manifest) throws IncompleteException, InterruptedException {
        var release = Purl.npm(manifest.name(), manifest.version());
        terminal.progress("resolving " + release + " …");
        return closure(
                release,
                () -> new NpmClosureResolver(registry, ClosureLimits.DEFAULT).resolve(manifest));
    }

    private interface Resolving {
        ClosureOutcome outcome() throws IOException, InterruptedException;
    }

    private Closure closure(Purl release, Resolving resolving)
            throws IncompleteException, InterruptedException {
        if (offline) {
            throw new IncompleteException(
                    "what belongs to "
                            + release
                            + " is known to the registry alone, and --offline forbids to ask it;"
                            + " leave out --offline or --closure");
        }
        ClosureOutcome outcome;
        try {
            outcome = resolving.outcome();
        } catch (IOException e) {
            throw new IncompleteException("no room to resolve " + release + ": " + e.getMessage());
        }
        return switch (outcome) {
            case ClosureOutcome.Resolved(var closure) -> closure;
            case ClosureOutcome.Unresolvable(var reason) ->
                    throw new IncompleteException(
                            "the closure of " + release + " cannot be resolved: " + reason);
            case ClosureOutcome.UpstreamAway(var reason, _) ->
                    throw new IncompleteException(
                            source.upstream(release).name()
                                    + " does not serve us: "
                                    + reason
                                    + "; try again later");
            case ClosureOutcome.TooLarge(var reason) ->
                    throw new IncompleteException(
                            "the closure of " + release + " is too large: " + reason);
        };
    }

    /** How many scans may run at once. */
    int scansAtOnce() {
        return WorkerSettings.DEFAULT.processes();
    }

    /** The profile of an artifact, made once for the same bytes. */
    Profile scan(Fetched.Ready artifact) throws IncompleteException, InterruptedException {
        if (cache == null) {
            return scanAnew(artifact);
        }
        var sha256 = sha256(artifact);
        var known = sha256 == null ? null : cache.find(sha256, artifact.purl()).orElse(null);
        var profile = known == null ? scanAnew(artifact) : known;
        if (known == null) {
            cache.keep(profile, artifact.purl());
        }
        var digests = artifact.digests();
        if (digests != null && digests.sha256().equals(profile.sha256())) {
            cache.keep(digests.integrity(), digests.sha256());
        }
        return profile;
    }

    private Profile scanAnew(Fetched.Ready artifact)
            throws IncompleteException, InterruptedException {
        var name = artifact.purl() == null ? artifact.path() : artifact.purl();
        terminal.progress("reading " + name + " …");
        return switch (worker().scan(artifact.path(), artifact.purl())) {
            case ScanOutcome.Scanned(var profile) -> profile;
            case ScanOutcome.NotScanned(_, var message) -> throw new IncompleteException(message);
        };
    }

    /** Reads a vendor's bill of materials, which strangers wrote. */
    BomReading bom(Path file) throws IncompleteException, InterruptedException {
        return switch (worker().bom(file)) {
            case CutOutcome.Cut<BomReading>(var reading) -> reading;
            case CutOutcome.NotCut<BomReading>(var problem) ->
                    throw new IncompleteException(problem.message());
        };
    }

    /** A folder has none, and a file that cannot be read is the worker's to complain about. */
    private static @Nullable Sha256 sha256(Fetched.Ready artifact) {
        var digests = artifact.digests();
        if (digests != null) {
            return digests.sha256();
        }
        if (!Files.isRegularFile(artifact.path())) {
            return null;
        }
        try (var in = Files.newInputStream(artifact.path())) {
            var digest = Sha256.newDigest();
            var chunk = new byte[1 << 16];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
            return Sha256.ofDigest(digest.digest());
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Made when the first package has to be read: finding out what isolation there is takes time.
     */
    private synchronized ScanWorker worker() throws InterruptedException {
        var made = worker;
        if (made == null) {
            var settings = WorkerSettings.DEFAULT;
            made = new ScanWorker(WorkerCommand.ofCurrentClassPath(settings), settings);
            worker = made;
        }
        return made;
    }

    @Override
    public void close() {
        terminal.done();
        closeWorker();
        if (cacheFolder != null) {
            cacheFolder.close();
        }
        registry.close();
        maven.close();
        pypi.close();
        bundles.close();
        oci.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void closeWorker() {
        if (worker != null) {
            worker.close();
        }
    }
}
