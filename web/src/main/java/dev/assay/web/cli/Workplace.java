package dev.assay.web.cli;

import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.TreeNeeds;
import dev.assay.scanners.closure.npm.ClosureLimits;
import dev.assay.scanners.closure.npm.NpmClosureResolver;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Look;
import dev.assay.scanners.delta.PublisherDelta;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.vendorbom.BomReading;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All that a command needs while it runs: a registry, a worker, a folder, each closed at the end.
 */
final class Workplace implements AutoCloseable {

    private final Terminal terminal;
    private final Path folder;
    private final NpmRegistry registry;
    private final List<Upstream> upstreams;
    private final @Nullable CacheFolder cacheFolder;
    private final @Nullable ProfileCache cache;
    private final Scans scans;
    private final @Nullable ClosureCache closures;
    private final boolean offline;
    private final ArtifactSource source;
    private final AtomicInteger expected = new AtomicInteger(1);
    private final AtomicInteger looked = new AtomicInteger();

    private Workplace(
            Terminal terminal,
            Path folder,
            NpmRegistry registry,
            List<Upstream> upstreams,
            String registryName,
            @Nullable CacheFolder cacheFolder,
            boolean offline) {
        this.terminal = terminal;
        this.folder = folder;
        this.registry = registry;
        this.upstreams = upstreams;
        this.cacheFolder = cacheFolder;
        this.cache = cacheFolder == null ? null : new ProfileCache(cacheFolder);
        this.scans = new Scans(terminal, cache);
        this.closures = cacheFolder == null ? null : new ClosureCache(cacheFolder, registryName);
        this.offline = offline;
        this.source = new ArtifactSource(new Upstreams(upstreams), offline, folder, terminal);
    }

    static Workplace open(Terminal terminal, FetchOptions options)
            throws IncompleteException, UsageException {
        var trust = OwnTrust.read();
        var npm = new NpmSettings();
        var upstreams = new ArrayList<Upstream>();
        var described = new StringBuilder();
        NpmRegistry registry;
        try {
            for (var each : ServiceLoader.load(CommandUpstream.class)) {
                if (each instanceof NpmSettings its) {
                    npm = its;
                }
                upstreams.add(each.open(trust, List.copyOf(upstreams)));
                described.append(each.described());
            }
            registry = npm.registry();
        } catch (IllegalArgumentException e) {
            upstreams.forEach(Upstream::close);
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        var cache = options.cached() ? CacheFolder.ofUser(Clock.systemUTC()) : null;
        try {
            var folder = Files.createTempDirectory("assay-");
            return new Workplace(
                    terminal,
                    folder,
                    registry,
                    upstreams,
                    described.toString(),
                    cache,
                    options.offline());
        } catch (IOException e) {
            throw new IncompleteException(
                    "no temporary folder can be made: "
                            + e
                            + "; -Djava.io.tmpdir names another place");
        }
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

    /** The bytes of one package of a closure. */
    Fetched fetch(LockedPackage locked) throws IncompleteException, InterruptedException {
        return source.fetch(locked);
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
                case Fetched.Ready ready -> Look.Profiled.of(scans.of(ready));
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

    /** What a tree, or a package that no registry needs to know, asks for of its ecosystem. */
    List<LockedPackage> needs(Purl tree, Map<String, byte[]> files)
            throws IncompleteException, InterruptedException {
        refuseOffline(tree);
        terminal.progress("resolving what " + tree + " asks for …");
        var upstream = source.upstream(tree);
        try {
            return switch (upstream.needs(tree, files, (purl, file) -> {})) {
                case TreeNeeds.Resolved resolved -> resolved.packages();
                case TreeNeeds.Undeclared undeclared -> List.of();
                case TreeNeeds.Unresolved(_, var reason) ->
                        throw new IncompleteException(
                                "the closure of " + tree + " cannot be resolved: " + reason);
                case TreeNeeds.UpstreamAway(var reason, _) ->
                        throw new IncompleteException(
                                upstream.name()
                                        + " does not serve us: "
                                        + reason
                                        + "; try again later");
            };
        } catch (IOException e) {
            throw new IncompleteException("no room to resolve " + tree + ": " + e.getMessage());
        }
    }

    private void refuseOffline(Purl release) throws IncompleteException {
        if (offline) {
            throw new IncompleteException(
                    "what belongs to "
                            + release
                            + " is known to the registry alone, and --offline forbids to ask it;"
                            + " leave out --offline, or --closure and"
                            + " --detonate");
        }
    }

    private interface Resolving {
        ClosureOutcome outcome() throws IOException, InterruptedException;
    }

    private Closure closure(Purl release, Resolving resolving)
            throws IncompleteException, InterruptedException {
        refuseOffline(release);
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

    /** The profile of an artifact, made once for the same bytes. */
    Profile scan(Fetched.Ready artifact) throws IncompleteException, InterruptedException {
        return scans.of(artifact);
    }

    /** Reads a vendor's bill of materials, which strangers wrote. */
    BomReading bom(Path file) throws IncompleteException, InterruptedException {
        return scans.bom(file);
    }

    @Override
    public void close() {
        terminal.done();
        scans.close();
        if (cacheFolder != null) {
            cacheFolder.close();
        }
        upstreams.forEach(Upstream::close);
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
