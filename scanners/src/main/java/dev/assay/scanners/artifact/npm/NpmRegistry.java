package dev.assay.scanners.artifact.npm;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.NameRoute;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.UpstreamOutcome.Away;
import dev.assay.scanners.artifact.UpstreamOutcome.TooLarge;
import dev.assay.scanners.artifact.UpstreamOutcome.Truncated;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The npm registry as configured. What it answers is taken as hostile: bounded, checked against the
 * name asked for, and never trusted for the bytes of a tarball. Safe for use by many threads.
 */
public final class NpmRegistry implements AutoCloseable {

    private static final Pattern PACKAGE_NAME =
            Pattern.compile("(?:@[A-Za-z0-9!~*'()._-]+/)?[A-Za-z0-9!~*'()_-][A-Za-z0-9!~*'()._-]*");
    private static final Pattern FORWARDED_PATH = Pattern.compile("-/[A-Za-z0-9@%!~*'()./_?&=-]+");
    private static final String USER_AGENT = "assay";

    private final NpmConfiguration configuration;
    private final NpmRegistrySettings settings;
    private final UpstreamClient client;

    public NpmRegistry(NpmConfiguration configuration, NpmRegistrySettings settings) {
        this.configuration = configuration;
        this.settings = settings;
        this.client = new UpstreamClient("npm", settings.upstream(), configuration.routes().own());
    }

    /** Asks for all versions of a package. */
    public PackumentOutcome packument(String name) throws InterruptedException {
        return packument(name, null);
    }

    /**
     * Asks for a package again.
     *
     * @param etag the entity tag of what is there already, or null; with one, {@link
     *     PackumentOutcome.NotModified} is a possible answer
     */
    public PackumentOutcome packument(String name, @Nullable String etag)
            throws InterruptedException {
        if (!PACKAGE_NAME.matcher(name).matches()) {
            return new PackumentOutcome.NotFound("'" + name + "' is no npm package name");
        }
        return switch (configuration.route(name).orElse(null)) {
            case null -> new PackumentOutcome.NotConfigured(NpmConfiguration.NOT_CONFIGURED);
            case NameRoute.To(var registry) -> packument(registry, name, etag);
            case NameRoute.Undecided(var inOrder) -> first(inOrder, name);
            case NameRoute.Lost(var reason) -> new PackumentOutcome.Unavailable(reason, null);
        };
    }

    /** The first registry that has a name, and it for good. One that is away may have it. */
    private PackumentOutcome first(List<URI> inOrder, String name) throws InterruptedException {
        PackumentOutcome outcome =
                new PackumentOutcome.NotConfigured(NpmConfiguration.NOT_CONFIGURED);
        for (var registry : inOrder) {
            outcome = packument(registry, name, null);
            if (outcome instanceof PackumentOutcome.Found) {
                var owner = configuration.routes().claim(name, registry);
                return owner.equals(registry) ? outcome : packument(owner, name, null);
            }
            if (!(outcome instanceof PackumentOutcome.NotFound)) {
                return outcome;
            }
        }
        return outcome;
    }

    private PackumentOutcome packument(URI registry, String name, @Nullable String etag)
            throws InterruptedException {
        var address = registry.resolve(name.replace("/", "%2f"));
        var headers =
                new HashMap<>(Map.of("Accept", "application/json", "Accept-Encoding", "gzip"));
        if (etag != null) {
            headers.put("If-None-Match", etag);
        }
        return switch (client.send(get(address, headers, settings.largestPackument()))) {
            case Answered answer -> packument(name, address, answer);
            case TooLarge(var limit) ->
                    new PackumentOutcome.Malformed(
                            "the packument of " + name + " exceeds " + limit + " bytes");
            case Truncated(var reason) ->
                    new PackumentOutcome.Unavailable(address + ": " + reason, null);
            case Away(var reason, var retryAfter) ->
                    new PackumentOutcome.Unavailable(reason, retryAfter);
        };
    }

    private static PackumentOutcome packument(String name, URI address, Answered answer) {
        switch (answer.status()) {
            case 200 -> {
                var etag = answer.headers().firstValue("etag").orElse(null);
                try {
                    return new PackumentOutcome.Found(Packument.parse(name, answer.body(), etag));
                } catch (MalformedPackumentException e) {
                    return new PackumentOutcome.Malformed(
                            "what "
                                    + address
                                    + " answered is no packument of "
                                    + name
                                    + ": "
                                    + e.getMessage());
                }
            }
            case 304 -> {
                return new PackumentOutcome.NotModified();
            }
            case 404, 410 -> {
                return new PackumentOutcome.NotFound(
                        "the registry has no package '" + name + "' (" + address + ")");
            }
            default -> {
                return new PackumentOutcome.Unavailable(refusal(address, answer.status()), null);
            }
        }
    }

    /**
     * Fetches a tarball and checks it against the hashes of the packument.
     *
     * @param purl the release it belongs to
     * @param dist where it is and what it must hash to
     * @param target the file to write; what it holds after any outcome but {@link
     *     FetchOutcome.Fetched} must not be used
     */
    public FetchOutcome tarball(Purl purl, Dist dist, Path target) throws InterruptedException {
        var packageName = purl.packageName();
        return switch (configuration.route(packageName).orElse(null)) {
            case null -> new FetchOutcome.NotConfigured(NpmConfiguration.NOT_CONFIGURED);
            case NameRoute.To(var registry) -> tarball(registry, packageName, dist, target);
            case NameRoute.Undecided u ->
                    // Whoever named it is not on record; who has it now is found out first.
                    packument(packageName) instanceof PackumentOutcome.Found
                                    && configuration.route(packageName).orElse(null)
                                            instanceof NameRoute.To(var registry)
                            ? tarball(registry, packageName, dist, target)
                            : new FetchOutcome.Unavailable(
                                    "which registry has " + packageName + " cannot be found out",
                                    null);
            case NameRoute.Lost(var reason) -> new FetchOutcome.Unavailable(reason, null);
        };
    }

    private FetchOutcome tarball(URI registry, String packageName, Dist dist, Path target)
            throws InterruptedException {
        var promise = TarballPromise.of(dist).orElse(null);
        if (promise == null) {
            return new FetchOutcome.NothingToCompare(
                    "the registry gives no sha512 or sha1 hash for " + dist.tarball());
        }
        var named = webAddress(dist.tarball()).orElse(null);
        if (named == null) {
            return new FetchOutcome.Unavailable(
                    "the packument of "
                            + packageName
                            + " names '"
                            + dist.tarball()
                            + "', which is no web address",
                    null);
        }
        var address = configuration.tarballAddress(named, registry);
        if (configuration.isElsewhere(address, registry)) {
            return new FetchOutcome.Unavailable(
                    "the packument of "
                            + packageName
                            + " names a tarball at "
                            + Origin.of(address).host()
                            + ", which this name is not asked of",
                    null);
        }
        var foreign = !Origin.of(address).equals(Origin.of(registry));
        var request =
                get(address, Map.of("Accept-Encoding", "identity"), settings.largestTarball())
                        .namedBy(registry);
        return switch (client.download(request, target)) {
            case Answered answer ->
                    switch (answer.status()) {
                        case 200 -> promise.keptBy(target, address, foreign);
                        case 404, 410 ->
                                new FetchOutcome.NotFound("there is no tarball at " + address);
                        default ->
                                new FetchOutcome.Unavailable(
                                        refusal(address, answer.status()), null);
                    };
            case TooLarge(var limit) -> new FetchOutcome.TooLarge(limit);
            case Truncated(var reason) -> new FetchOutcome.Truncated(address + ": " + reason);
            case Away(var reason, var retryAfter) ->
                    new FetchOutcome.Unavailable(reason, retryAfter);
        };
    }

    /** Whether a name is bound to one registry, so that no other may hear it. */
    public boolean isPrivate(String packageName) {
        return configuration.isPrivate(packageName);
    }

    /** Whether there are such names. */
    public boolean hasPrivateNames() {
        return configuration.routes().bindsAny();
    }

    /**
     * Passes a request of a client through to the registry, with our credentials and not the
     * client's: signing keys, advisories, attestations.
     *
     * @param method {@code GET} or {@code POST}
     * @param path below the registry's address, beginning with {@code -/}; a query is allowed
     * @param headers those of the client that the registry should see, {@code Authorization} left
     *     out
     * @param body null for none
     */
    public ForwardOutcome forward(
            String method, String path, Map<String, String> headers, byte @Nullable [] body)
            throws InterruptedException {
        return forward(configuration.registry().orElse(null), method, path, headers, body);
    }

    /** Where a package comes from; empty where no registry is known to have it. */
    public Optional<URI> registryOf(String packageName) {
        return configuration.route(packageName).orElse(null) instanceof NameRoute.To(var known)
                ? Optional.of(known)
                : Optional.empty();
    }

    /**
     * Asks the registry of a package for something beside its packument: keys, attestations.
     *
     * @param path below that registry's address, beginning with {@code -/}
     */
    public ForwardOutcome ask(String packageName, String path) throws InterruptedException {
        var registry =
                configuration.route(packageName).orElse(null) instanceof NameRoute.To(var known)
                        ? known
                        : null;
        return forward(registry, "GET", path, Map.of("Accept", "application/json"), null);
    }

    private ForwardOutcome forward(
            @Nullable URI registry,
            String method,
            String path,
            Map<String, String> headers,
            byte @Nullable [] body)
            throws InterruptedException {
        if (registry == null) {
            return new ForwardOutcome.NotConfigured(NpmConfiguration.NOT_CONFIGURED);
        }
        if (!FORWARDED_PATH.matcher(path).matches() || path.contains("..")) {
            throw new IllegalArgumentException("not a path to pass through: '" + path + "'");
        }
        var address = registry.resolve(path);
        var sent = new HashMap<>(headers);
        sent.put("Accept-Encoding", "gzip");
        sent.putIfAbsent("User-Agent", USER_AGENT);
        var request =
                new UpstreamRequest(
                        method,
                        address,
                        sent,
                        configuration.authorizationFor(address),
                        body,
                        settings.largestForward());
        return switch (client.send(request)) {
            case Answered(var status, var answered, var content) ->
                    new ForwardOutcome.Answered(status, answered, content);
            case TooLarge(var limit) ->
                    new ForwardOutcome.Unavailable(
                            "the answer of " + address + " exceeds " + limit + " bytes", null);
            case Truncated(var reason) ->
                    new ForwardOutcome.Unavailable(address + ": " + reason, null);
            case Away(var reason, var retryAfter) ->
                    new ForwardOutcome.Unavailable(reason, retryAfter);
        };
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
                ? address + " refuses us (" + status + "); check the credentials in .npmrc"
                : address + " answered " + status;
    }

    private static Optional<URI> webAddress(String text) {
        try {
            return Optional.of(URI.create(text))
                    .filter(address -> Origin.isWeb(address) && address.getUserInfo() == null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
