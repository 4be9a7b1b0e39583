package dev.assay.web.cli;

import dev.assay.scanners.artifact.npm.Dist;
import dev.assay.scanners.artifact.npm.NearVersions;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.artifact.npm.TarballOutcome;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.publisher.NpmPublishing;
import dev.assay.scanners.publisher.Publishing;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Gets artifacts, and tells people why when it cannot. */
final class ArtifactSource {

    private static final JsonMapper JSON = new JsonMapper();

    private final NpmRegistry registry;
    private final boolean offline;
    private final Path folder;
    private final Terminal terminal;
    private final AtomicInteger fetched = new AtomicInteger();
    private final Map<String, Packument> packuments = new ConcurrentHashMap<>();
    private final NpmPublishing publishing;

    /**
     * @param folder where to put what is fetched
     */
    ArtifactSource(
            NpmRegistry registry,
            NpmPublishing publishing,
            boolean offline,
            Path folder,
            Terminal terminal) {
        this.publishing = publishing;
        this.registry = registry;
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
        if (!purl.type().equals("npm")) {
            throw new IncompleteException(
                    purl
                            + " is of type '"
                            + purl.type()
                            + "', which this version of Assay does not read; it reads npm");
        }
        if (offline) {
            throw new IncompleteException(
                    purl
                            + " is not on this machine, and --offline forbids to fetch it; name a"
                            + " .tgz file or a folder, or leave --offline out");
        }
        terminal.progress("asking the registry for " + purl.packageName() + " …");
        var packument = packument(purl.packageName());
        var manifest = manifest(packument, purl);
        var dist =
                manifest.dist()
                        .orElseThrow(
                                () ->
                                        new IncompleteException(
                                                "the registry names no tarball for " + purl));
        return tarball(purl, dist, manifest.json());
    }

    /** Who published a release, as far as the registry lets it be found out; it never fails. */
    Publishing publishing(Purl purl) throws InterruptedException {
        var version = purl.exactVersion();
        try {
            var packument = packument(purl.packageName());
            var manifest = packument.manifest(version).orElse(null);
            var bytes =
                    manifest == null ? null : manifest.dist().flatMap(Dist::sha512).orElse(null);
            return manifest == null || bytes == null
                    ? Publishing.unknown(version, "the registry tells no SHA-512 of " + purl)
                    : publishing.of(packument, manifest, bytes);
        } catch (IncompleteException e) {
            return Publishing.unknown(version, String.valueOf(e.getMessage()));
        }
    }

    /** Fetches one package of a closure, which is what was locked or nothing. */
    Fetched fetch(LockedPackage locked) throws IncompleteException, InterruptedException {
        var purl = locked.purl();
        var manifest =
                new VersionManifest(
                        purl.packageName(),
                        purl.exactVersion(),
                        locked.manifest(),
                        JSON.readTree(locked.manifest()));
        var dist =
                manifest.dist()
                        .orElseThrow(() -> incomplete(purl, "the registry names no tarball"));
        return tarball(purl, dist, manifest.json());
    }

    private Fetched tarball(Purl purl, Dist dist, String declared)
            throws IncompleteException, InterruptedException {
        terminal.progress("fetching " + purl + " …");
        var target = folder.resolve(fetched.getAndIncrement() + ".tgz");
        return switch (registry.tarball(purl, dist, target)) {
            case TarballOutcome.Fetched done ->
                    new Fetched.Ready(
                            done.file(),
                            purl,
                            new Fetched.Digests(done.sha256(), done.integrity()),
                            declared);
            case TarballOutcome.IntegrityMismatch(var expected, var actual) ->
                    new Fetched.Altered(purl, expected, actual);
            case TarballOutcome.NothingToCompare(var reason) -> throw incomplete(purl, reason);
            case TarballOutcome.Truncated(var reason) ->
                    throw incomplete(purl, reason + "; try again");
            case TarballOutcome.TooLarge(var limit) ->
                    throw incomplete(purl, "its tarball exceeds " + limit + " bytes");
            case TarballOutcome.NotFound(var reason) -> throw incomplete(purl, reason);
            case TarballOutcome.Unavailable(var reason, _) -> throw away(reason);
            case TarballOutcome.NotConfigured(var reason) -> throw new IncompleteException(reason);
        };
    }

    private Packument packument(String name) throws IncompleteException, InterruptedException {
        var known = packuments.get(name);
        if (known != null) {
            return known;
        }
        return switch (registry.packument(name)) {
            case PackumentOutcome.Found(var packument) -> {
                packuments.put(name, packument);
                yield packument;
            }
            case PackumentOutcome.NotFound(var reason) ->
                    throw new IncompleteException(
                            reason
                                    + "; check the spelling, and that the registry in .npmrc is the one"
                                    + " that has it");
            case PackumentOutcome.Unavailable(var reason, _) -> throw away(reason);
            case PackumentOutcome.Malformed(var reason) -> throw new IncompleteException(reason);
            case PackumentOutcome.NotConfigured(var reason) ->
                    throw new IncompleteException(reason);
            case PackumentOutcome.NotModified() ->
                    throw new IllegalStateException("nothing was asked to be revalidated");
        };
    }

    private static VersionManifest manifest(Packument packument, Purl purl)
            throws IncompleteException, UsageException {
        var version = purl.version();
        if (version == null) {
            throw new UsageException(
                    purl.packageName()
                            + " has no version; Assay looks at exact ones"
                            + "; "
                            + NearVersions.sentence(packument, ""));
        }
        var manifest = packument.manifest(version).orElse(null);
        if (manifest == null) {
            throw new IncompleteException(
                    "the registry has no version "
                            + version
                            + " of "
                            + purl.packageName()
                            + "; "
                            + NearVersions.sentence(packument, version));
        }
        return manifest;
    }

    private static IncompleteException incomplete(Purl purl, String reason) {
        return new IncompleteException(purl + " cannot be fetched: " + reason);
    }

    private static IncompleteException away(String reason) {
        return new IncompleteException(
                "the npm registry"
                        + " does not serve us: "
                        + reason
                        + "; try again later, or name a file");
    }
}
