package dev.assay.scanners.artifact.cargo;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.NameRoute;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.UpstreamOutcome.Away;
import dev.assay.scanners.artifact.UpstreamOutcome.TooLarge;
import dev.assay.scanners.artifact.UpstreamOutcome.Truncated;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.coordinates.CrateName;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registry of crates as configured, by the sparse protocol. What it answers is taken as
 * hostile: bounded, checked against the name asked for, and never trusted for the bytes of a crate.
 * Safe for use by many threads.
 */
public final class CargoRegistry implements AutoCloseable {

    private static final long LARGEST_CONFIG = 1 << 16;
    private static final String USER_AGENT = "assay";
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final CargoConfiguration configuration;
    private final CargoLimits limits;
    private final UpstreamClient client;
    private final Map<URI, Kept> configs = new ConcurrentHashMap<>();

    /** What a registry said of itself, and when. */
    private record Kept(RegistryConfig config, long at) {}

    public CargoRegistry(CargoConfiguration configuration, CargoLimits limits) {
        this.configuration = configuration;
        this.limits = limits;
        this.client = new UpstreamClient("cargo", limits.upstream(), configuration.routes().own());
    }

    public CargoLimits limits() {
        return limits;
    }

    /** Whether a name is bound to one registry, so that no other may hear it. */
    public boolean isPrivate(String crate) {
        return configuration.routes().isBound(CrateName.normal(crate));
    }

    /** Whether a dependency that names its registry means the one that a crate is in itself. */
    public boolean isSame(String registry, String crate) {
        return configuration.route(crate).orElse(null) instanceof NameRoute.To(var index)
                && CargoFiles.bare(registry).equals(index.toString());
    }

    /**
     * Asks for what the index has of a crate.
     *
     * @param etag the entity tag of what is there already, or null; with one, {@link
     *     IndexOutcome.NotModified} is a possible answer
     */
    public IndexOutcome find(String crate, @Nullable String etag) throws InterruptedException {
        if (!CrateName.isName(crate)) {
            return new IndexOutcome.NotFound("'" + crate + "' is no name of a crate");
        }
        var found = anySpelling(crate, etag);
        return found instanceof IndexOutcome.Found(var file) && !file.name().equals(crate)
                ? new IndexOutcome.NotFound(
                        "the registry spells it '" + file.name() + "', not '" + crate + "'")
                : found;
    }

    /** The same for a name that differs from the crate's own in case. */
    public IndexOutcome findInAnySpelling(String crate) throws InterruptedException {
        return CrateName.isName(crate)
                ? anySpelling(crate, null)
                : new IndexOutcome.NotFound("'" + crate + "' is no name of a crate");
    }

    private IndexOutcome anySpelling(String crate, @Nullable String etag)
            throws InterruptedException {
        return switch (configuration.route(crate).orElse(null)) {
            case null -> new IndexOutcome.NotConfigured(configuration.namedBy());
            case NameRoute.To(var index) -> find(index, crate, etag);
            case NameRoute.Undecided(var inOrder) -> first(inOrder, crate);
            case NameRoute.Lost(var reason) -> new IndexOutcome.Unavailable(reason, null);
        };
    }

    /** The first registry that has a name, and it for good. One that is away may have it. */
    private IndexOutcome first(List<URI> inOrder, String crate) throws InterruptedException {
        IndexOutcome outcome = new IndexOutcome.NotConfigured(configuration.namedBy());
        for (var index : inOrder) {
            outcome = find(index, crate, null);
            if (outcome instanceof IndexOutcome.Found) {
                var owner = configuration.routes().claim(CrateName.normal(crate), index);
                return owner.equals(index) ? outcome : find(owner, crate, null);
            }
            if (!(outcome instanceof IndexOutcome.NotFound)) {
                return outcome;
            }
        }
        return outcome;
    }

    private IndexOutcome find(URI index, String crate, @Nullable String etag)
            throws InterruptedException {
        var address = index.resolve(CrateName.indexPath(crate));
        var headers = new HashMap<>(Map.of("Accept", "text/plain", "Accept-Encoding", "gzip"));
        if (etag != null) {
            headers.put("If-None-Match", etag);
        }
        return switch (client.send(get(address, headers, limits.index()))) {
            case Answered answer -> read(crate, address, answer);
            case TooLarge(var limit) ->
                    new IndexOutcome.Malformed(
                            "what the index has of " + crate + " exceeds " + limit + " bytes");
            case Truncated(var reason) ->
                    new IndexOutcome.Unavailable(address + ": " + reason, null);
            case Away(var reason, var after) -> new IndexOutcome.Unavailable(reason, after);
        };
    }

    private static IndexOutcome read(String crate, URI address, Answered answer) {
        switch (answer.status()) {
            case 200 -> {
                try {
                    var etag = answer.headers().firstValue("etag").orElse(null);
                    return new IndexOutcome.Found(IndexLines.parse(crate, answer.body(), etag));
                } catch (MalformedIndexException e) {
                    return new IndexOutcome.Malformed(
                            "what "
                                    + address
                                    + " answered is no index of "
                                    + crate
                                    + ": "
                                    + e.getMessage());
                }
            }
            case 304 -> {
                return new IndexOutcome.NotModified();
            }
            // The three by which a registry says that there is no such crate.
            case 404, 410, 451 -> {
                return new IndexOutcome.NotFound(
                        "the cargo registry has no crate '" + crate + "' (" + address + ")");
            }
            default -> {
                return new IndexOutcome.Unavailable(refusal(address, answer.status()), null);
            }
        }
    }

    /**
     * Fetches a version and checks it against its checksum.
     *
     * @param checksum as the index promised it
     * @param target the file to write; what it holds after any outcome but {@link
     *     FetchOutcome.Fetched} must not be used
     */
    public FetchOutcome file(String crate, String version, Sha256 checksum, Path target)
            throws InterruptedException {
        var route = configuration.route(crate).orElse(null);
        if (route instanceof NameRoute.Undecided(var inOrder)
                && first(inOrder, crate) instanceof IndexOutcome.Found) {
            route = configuration.route(crate).orElse(null);
        }
        return switch (route) {
            case null -> new FetchOutcome.NotConfigured(configuration.namedBy());
            case NameRoute.To(var index) -> file(index, crate, version, checksum, target);
            case NameRoute.Undecided u ->
                    new FetchOutcome.Unavailable(
                            "which registry has " + crate + " cannot be found out", null);
            case NameRoute.Lost(var reason) -> new FetchOutcome.Unavailable(reason, null);
        };
    }

    private FetchOutcome file(URI index, String crate, String version, Sha256 checksum, Path target)
            throws InterruptedException {
        var known = configs.get(index);
        if (known == null || System.nanoTime() - known.at() > KEPT.toNanos()) {
            var where = index.resolve("config.json");
            switch (client.send(get(where, Map.of("Accept-Encoding", "gzip"), LARGEST_CONFIG))) {
                case Answered answer when answer.status() == 200 ->
                        known =
                                new Kept(
                                        RegistryConfig.parse(answer.body())
                                                .orElse(RegistryConfig.NOTHING),
                                        System.nanoTime());
                case Answered answer -> {
                    return new FetchOutcome.Unavailable(refusal(where, answer.status()), null);
                }
                case Away(var reason, var after) -> {
                    return new FetchOutcome.Unavailable(reason, after);
                }
                case TooLarge(var limit) -> {
                    return new FetchOutcome.Unavailable(
                            where + " exceeds " + limit + " bytes", null);
                }
                case Truncated(var reason) -> {
                    return new FetchOutcome.Unavailable(where + ": " + reason, null);
                }
            }
            configs.put(index, known);
        }
        var address = known.config().address(crate, version, checksum.hex()).orElse(null);
        if (address == null) {
            return new FetchOutcome.Unavailable(
                    index + "config.json says no http or https address of crates", null);
        }
        if (configuration.isElsewhere(address, index)) {
            return new FetchOutcome.Unavailable(
                    "the registry says that "
                            + crate
                            + " is at "
                            + Origin.of(address).host()
                            + ", which this name is not asked of",
                    null);
        }
        var foreign = !Origin.of(address).equals(Origin.of(index));
        var request =
                get(address, Map.of("Accept-Encoding", "identity"), limits.file()).namedBy(index);
        return switch (client.download(request, target)) {
            case Answered answer when answer.status() == 200 ->
                    checked(target, checksum, address, foreign);
            case Answered answer ->
                    answer.status() == 404 || answer.status() == 410 || answer.status() == 451
                            ? new FetchOutcome.NotFound("there is no crate at " + address)
                            : new FetchOutcome.Unavailable(refusal(address, answer.status()), null);
            case TooLarge(var limit) -> new FetchOutcome.TooLarge(limit);
            case Truncated(var reason) -> new FetchOutcome.Truncated(address + ": " + reason);
            case Away(var reason, var after) -> new FetchOutcome.Unavailable(reason, after);
        };
    }

    private static FetchOutcome checked(Path file, Sha256 promised, URI from, boolean foreign) {
        var digest = Sha256.newDigest();
        long size = 0;
        try (var in = Files.newInputStream(file)) {
            var chunk = new byte[1 << 16];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
                size += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back " + file, e);
        }
        var actual = Sha256.ofDigest(digest.digest());
        return actual.equals(promised)
                ? new FetchOutcome.Fetched(file, actual, Integrity.of(actual), size, from, foreign)
                : new FetchOutcome.IntegrityMismatch(
                        "sha256=" + promised.hex(), "sha256=" + actual.hex());
    }

    @Override
    public void close() {
        client.close();
    }

    private UpstreamRequest get(URI address, Map<String, String> headers, long limit) {
        var sent = new HashMap<>(headers);
        sent.put("User-Agent", USER_AGENT);
        return UpstreamRequest.get(address, sent, configuration.authorizationFor(address), limit);
    }

    private static String refusal(URI address, int status) {
        return status == 401 || status == 403
                ? address + " refuses us (" + status + "); check the token of the registry"
                : address + " answered " + status;
    }
}
