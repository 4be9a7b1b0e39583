package dev.assay.web.cli;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.PresentOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.ecosystem.known.Ecosystems;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Gets artifacts, and tells people why when it cannot. */
final class ArtifactSource {

    private final Upstreams upstreams;
    private final boolean offline;
    private final Path folder;
    private final Terminal terminal;
    private final AtomicInteger fetched = new AtomicInteger();
    private final Map<Purl, OfferedRelease> offered = new ConcurrentHashMap<>();

    /**
     * @param folder where to put what is fetched
     */
    ArtifactSource(Upstreams upstreams, boolean offline, Path folder, Terminal terminal) {
        this.upstreams = upstreams;
        this.offline = offline;
        this.folder = folder;
        this.terminal = terminal;
    }

    Fetched fetch(Artifact artifact)
            throws IncompleteException, UsageException, InterruptedException {
        return switch (artifact) {
            case Artifact.OnDisk(var path) -> Fetched.Ready.named(path);
            case Artifact.InRegistry(var purl) -> fetch(purl);
        };
    }

    private Fetched fetch(Purl purl)
            throws IncompleteException, UsageException, InterruptedException {
        var upstream = upstream(purl);
        if (offline) {
            throw new IncompleteException(
                    purl
                            + " is not on this machine, and --offline forbids to fetch it; name a"
                            + " .tgz file or a folder, or leave --offline out");
        }
        terminal.progress("asking " + upstream.name() + " for " + purl.packageName() + " …");
        var named = upstream.ecosystem().moves(purl) ? present(upstream, purl) : purl;
        var release = find(upstream, named);
        return file(upstream, named, release::fetch, release.manifest());
    }

    /** What a name that moves stands for now. */
    private static Purl present(Upstream upstream, Purl purl)
            throws IncompleteException, InterruptedException {
        return switch (upstream.present(purl)) {
            case PresentOutcome.Named(var release) -> release;
            case PresentOutcome.Unknown(var reason) -> throw new IncompleteException(reason);
        };
    }

    /** The upstream that has packages like this. */
    Upstream upstream(Purl purl) throws IncompleteException {
        return upstreams
                .of(purl)
                .orElseThrow(() -> new IncompleteException(Ecosystems.notFetched(purl)));
    }

    /**
     * Who published a release, as far as the registry lets it be found out; it never fails. Null
     * where its ecosystem says nothing of that.
     */
    @Nullable Publishing publishing(Purl purl) throws InterruptedException {
        var version = purl.version();
        if (version == null) {
            // What has no versions has no publisher who gave one.
            return null;
        }
        try {
            var release = find(upstream(purl), purl);
            var bytes = release.promised();
            return bytes == null
                    ? Publishing.unknown(version, "the registry tells no SHA-512 of " + purl)
                    : release.publishing(bytes);
        } catch (IncompleteException | UsageException e) {
            return Publishing.unknown(version, String.valueOf(e.getMessage()));
        }
    }

    /** Fetches one package of a closure, which is what was locked or nothing. */
    Fetched fetch(LockedPackage locked) throws IncompleteException, InterruptedException {
        var upstream = upstream(locked.purl());
        return file(
                upstream,
                locked.purl(),
                target -> upstream.fetch(locked, target),
                locked.manifest());
    }

    /** Fetches one file. */
    private interface Fetching {
        FetchOutcome to(Path target) throws InterruptedException;
    }

    private Fetched file(Upstream upstream, Purl purl, Fetching fetching, String declared)
            throws IncompleteException, InterruptedException {
        terminal.progress("fetching " + purl + " …");
        var target = folder.resolve(String.valueOf(fetched.getAndIncrement()));
        return switch (fetching.to(target)) {
            case FetchOutcome.Fetched done ->
                    new Fetched.Ready(
                            done.file(),
                            purl,
                            new Fetched.Digests(done.sha256(), done.integrity()),
                            declared);
            case FetchOutcome.IntegrityMismatch(var expected, var actual) ->
                    new Fetched.Altered(purl, expected, actual);
            case FetchOutcome.NothingToCompare(var reason) -> throw incomplete(purl, reason);
            case FetchOutcome.Truncated(var reason) ->
                    throw incomplete(purl, reason + "; try again");
            case FetchOutcome.TooLarge(var limit) ->
                    throw incomplete(
                            purl, "its " + upstream.fileWord() + " exceeds " + limit + " bytes");
            case FetchOutcome.NotFound(var reason) -> throw incomplete(purl, reason);
            case FetchOutcome.Unavailable(var reason, _) -> throw away(upstream, reason);
            case FetchOutcome.NotConfigured(var reason) -> throw new IncompleteException(reason);
        };
    }

    private OfferedRelease find(Upstream upstream, Purl purl)
            throws IncompleteException, UsageException, InterruptedException {
        var known = offered.get(purl);
        if (known != null) {
            return known;
        }
        return switch (upstream.find(purl)) {
            case LookupOutcome.Found(var release) -> {
                offered.put(purl, release);
                yield release;
            }
            case LookupOutcome.NoPackage(var reason) ->
                    throw new IncompleteException(
                            reason
                                    + "; check the spelling, and that the registry in .npmrc is the one"
                                    + " that has it");
            case LookupOutcome.NoVersion(var near) when purl.version() == null ->
                    throw new UsageException(
                            purl.packageName()
                                    + " has no version; Assay looks at exact ones"
                                    + "; "
                                    + near);
            case LookupOutcome.NoVersion(var near) ->
                    throw new IncompleteException(
                            "the registry has no version "
                                    + purl.version()
                                    + " of "
                                    + purl.packageName()
                                    + "; "
                                    + near);
            case LookupOutcome.NoFile() ->
                    throw new IncompleteException(
                            "the registry names no " + upstream.fileWord() + " for " + purl);
            case LookupOutcome.Unavailable(var reason, _) -> throw away(upstream, reason);
            case LookupOutcome.Malformed(var reason) -> throw new IncompleteException(reason);
            case LookupOutcome.NotConfigured(var reason) -> throw new IncompleteException(reason);
        };
    }

    private static IncompleteException incomplete(Purl purl, String reason) {
        return new IncompleteException(purl + " cannot be fetched: " + reason);
    }

    private static IncompleteException away(Upstream upstream, String reason) {
        return new IncompleteException(
                upstream.name()
                        + " does not serve us: "
                        + reason
                        + "; try again later, or name a file");
    }
}
