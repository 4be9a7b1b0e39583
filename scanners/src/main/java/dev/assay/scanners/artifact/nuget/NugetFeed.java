package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.NameRoute;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.UpstreamOutcome.Away;
import dev.assay.scanners.artifact.UpstreamOutcome.TooLarge;
import dev.assay.scanners.artifact.UpstreamOutcome.Truncated;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.artifact.nuget.FeedOutcome.Found;
import dev.assay.scanners.artifact.nuget.FeedOutcome.Malformed;
import dev.assay.scanners.artifact.nuget.FeedOutcome.NotConfigured;
import dev.assay.scanners.artifact.nuget.FeedOutcome.NotFound;
import dev.assay.scanners.artifact.nuget.FeedOutcome.Unavailable;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.NugetVersion;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The NuGet sources as configured, by protocol V3. What they answer is taken as hostile: bounded,
 * checked against the name asked for. Ids are in lower case. Safe for use by many threads.
 */
public final class NugetFeed implements AutoCloseable {

    private static final Duration SERVICE_INDEX_LASTS = Duration.ofMinutes(30);

    private record Known(ServiceIndex index, long nanos) {}

    private final NugetConfiguration configuration;
    private final NugetLimits limits;
    private final UpstreamClient client;
    private final Map<URI, Known> indexes = new ConcurrentHashMap<>();

    public NugetFeed(NugetConfiguration configuration, NugetLimits limits) {
        this.configuration = configuration;
        this.limits = limits;
        this.client = new UpstreamClient("nuget", limits.upstream(), configuration.routes().own());
    }

    public NugetLimits limits() {
        return limits;
    }

    /** Whether an id is bound to one source, so that no other may hear it. */
    public boolean isPrivate(String id) {
        return configuration.routes().isBound(id);
    }

    /** All versions of a package, unlisted ones too, the lowest first. */
    public FeedOutcome<List<NugetVersion>> versions(String id) throws InterruptedException {
        return switch (configuration.route(id).orElse(null)) {
            case null -> new NotConfigured<>(configuration.namedBy());
            case NameRoute.To(var source) -> versions(source, id);
            case NameRoute.Undecided(var inOrder) -> first(inOrder, id);
            case NameRoute.Lost(var reason) -> new Unavailable<>(reason, null);
        };
    }

    /** The first source that has a name, and it for good. One that is away may have it. */
    private FeedOutcome<List<NugetVersion>> first(List<URI> inOrder, String id)
            throws InterruptedException {
        FeedOutcome<List<NugetVersion>> outcome = new NotConfigured<>(configuration.namedBy());
        for (var source : inOrder) {
            outcome = versions(source, id);
            if (outcome instanceof Found) {
                var owner = configuration.routes().claim(id, source);
                return owner.equals(source) ? outcome : versions(owner, id);
            }
            if (!(outcome instanceof NotFound)) {
                return outcome;
            }
        }
        return outcome;
    }

    private FeedOutcome<List<NugetVersion>> versions(URI source, String id)
            throws InterruptedException {
        var offered = index(source);
        if (!(offered instanceof Found<ServiceIndex>(var index))) {
            return FeedOutcome.failed(offered);
        }
        var address = index.packages().resolve(id + "/index.json");
        return document(
                source,
                address,
                "the NuGet source has no package '" + id + "' (" + address + ")",
                body -> Registration.versions(body).filter(all -> !all.isEmpty()));
    }

    /** What a source says of one version. */
    public FeedOutcome<Leaf> leaf(String id, NugetVersion version) throws InterruptedException {
        return switch (leaves(id, page -> page.mayHold(version))) {
            case Found<List<Leaf>>(var leaves) ->
                    leaves.stream()
                            .filter(each -> each.version().equals(version))
                            .findFirst()
                            .<FeedOutcome<Leaf>>map(Found::new)
                            .orElseGet(
                                    () ->
                                            new NotFound<>(
                                                    "the NuGet source says nothing of "
                                                            + id
                                                            + " "
                                                            + version));
            case FeedOutcome<List<Leaf>> other -> FeedOutcome.failed(other);
        };
    }

    /** What a source says of all versions. */
    public FeedOutcome<List<Leaf>> leaves(String id) throws InterruptedException {
        return leaves(id, any -> true);
    }

    private FeedOutcome<List<Leaf>> leaves(String id, Function<Registration.Page, Boolean> wanted)
            throws InterruptedException {
        var sourced = source(id);
        if (!(sourced instanceof Found<URI>(var source))) {
            return FeedOutcome.failed(sourced);
        }
        var offered = index(source);
        if (!(offered instanceof Found<ServiceIndex>(var index))) {
            return FeedOutcome.failed(offered);
        }
        var address = index.registrations().resolve(id + "/index.json");
        var missing = "the NuGet source has no package '" + id + "' (" + address + ")";
        var outcome =
                document(source, address, missing, body -> Registration.index(id, address, body));
        if (!(outcome instanceof Found<List<Registration.Page>>(var pages))) {
            return FeedOutcome.failed(outcome);
        }
        if (pages.size() > limits.pages()) {
            return new Malformed<>(address + " has more than " + limits.pages() + " pages");
        }
        var leaves = new ArrayList<Leaf>();
        for (var page : pages) {
            if (!wanted.apply(page)) {
                continue;
            }
            if (page.leaves() != null) {
                leaves.addAll(page.leaves());
                continue;
            }
            var at = page.address();
            if (at == null) {
                return new Malformed<>(address + " has a page without an address");
            }
            var more = document(source, at, missing, body -> Registration.page(id, at, body));
            if (!(more instanceof Found<List<Leaf>>(var found))) {
                return FeedOutcome.failed(more);
            }
            leaves.addAll(found);
        }
        return new Found<>(List.copyOf(leaves));
    }

    /**
     * The SHA-512 that the catalog of a source has of a package; empty where the source keeps no
     * such thing.
     */
    public FeedOutcome<Optional<Integrity>> promised(String id, Leaf leaf)
            throws InterruptedException {
        var address = leaf.catalog();
        if (address == null || !Origin.isWeb(address)) {
            return new Found<>(Optional.empty());
        }
        var sourced = source(id);
        if (!(sourced instanceof Found<URI>(var source))) {
            return FeedOutcome.failed(sourced);
        }
        return switch (document(
                source, address, "", body -> Optional.of(Registration.hash(body)))) {
            case Found<Optional<String>>(var hash) ->
                    new Found<>(hash.map(each -> new Integrity("sha512-" + each)));
            // Sources without a catalog write something in its place all the same.
            case NotFound<Optional<String>> n -> new Found<>(Optional.empty());
            case FeedOutcome<Optional<String>> other -> FeedOutcome.failed(other);
        };
    }

    /**
     * Fetches a package.
     *
     * @param promised what its bytes have to hash to; null to take what comes, locked by SHA-256
     * @param target the file to write; what it holds after any outcome but {@link
     *     FetchOutcome.Fetched} must not be used
     */
    public FetchOutcome fetch(
            String id, NugetVersion version, @Nullable Integrity promised, Path target)
            throws InterruptedException {
        var sourced = source(id);
        if (!(sourced instanceof Found<URI>(var source))) {
            return failed(sourced);
        }
        var offered = index(source);
        if (!(offered instanceof Found<ServiceIndex>(var index))) {
            return failed(offered);
        }
        var address =
                index.packages().resolve(id + "/" + version + "/" + id + "." + version + ".nupkg");
        if (configuration.isElsewhere(address, source)) {
            return new FetchOutcome.Unavailable(elsewhere(id, address), null);
        }
        var foreign = !Origin.of(address).equals(Origin.of(source));
        return switch (client.download(get(source, address, limits.file(), false), target)) {
            case Answered answer when answer.status() == 200 ->
                    PackageDigest.checked(target, promised, address, foreign);
            case Answered answer when answer.status() == 404 || answer.status() == 410 ->
                    new FetchOutcome.NotFound("there is no package at " + address);
            case Answered answer ->
                    new FetchOutcome.Unavailable(refusal(address, answer.status()), null);
            case TooLarge(var limit) -> new FetchOutcome.TooLarge(limit);
            case Truncated(var reason) -> new FetchOutcome.Truncated(address + ": " + reason);
            case Away(var reason, var after) -> new FetchOutcome.Unavailable(reason, after);
        };
    }

    /** Which source a name is asked of. Who has it is found out where nobody knows yet. */
    private FeedOutcome<URI> source(String id) throws InterruptedException {
        var route = configuration.route(id).orElse(null);
        if (route instanceof NameRoute.Undecided) {
            var versions = versions(id);
            if (!(versions instanceof Found<List<NugetVersion>>)) {
                return FeedOutcome.failed(versions);
            }
        }
        return switch (configuration.route(id).orElse(null)) {
            case null -> new NotConfigured<>(configuration.namedBy());
            case NameRoute.To(var source) -> new Found<>(source);
            case NameRoute.Undecided u ->
                    new Unavailable<>("which source has " + id + " cannot be found out", null);
            case NameRoute.Lost(var reason) -> new Unavailable<>(reason, null);
        };
    }

    private FeedOutcome<ServiceIndex> index(URI source) throws InterruptedException {
        var known = indexes.get(source);
        if (known != null && System.nanoTime() - known.nanos() < SERVICE_INDEX_LASTS.toNanos()) {
            return new Found<>(known.index());
        }
        var address = NugetConfiguration.serviceIndex(source);
        var outcome = document(source, address, "", Optional::of);
        return switch (outcome) {
            case Found<byte[]>(var body) -> {
                var read = ServiceIndex.read(address, body);
                if (read instanceof Found<ServiceIndex>(var index)) {
                    indexes.put(source, new Known(index, System.nanoTime()));
                }
                yield read;
            }
            // A source without a service index says nothing about any package.
            case NotFound<byte[]> n ->
                    new Unavailable<>("there is no service index at " + address, null);
            case FeedOutcome<byte[]> other -> FeedOutcome.failed(other);
        };
    }

    private <T> FeedOutcome<T> document(
            URI source, URI address, String missing, Function<byte[], Optional<T>> reading)
            throws InterruptedException {
        if (!Origin.isWeb(address) || configuration.isElsewhere(address, source)) {
            return new Unavailable<>(elsewhere("a document", address), null);
        }
        return switch (client.send(get(source, address, limits.document(), true))) {
            case Answered answer when answer.status() == 200 ->
                    reading.apply(answer.body())
                            .<FeedOutcome<T>>map(Found::new)
                            .orElseGet(
                                    () ->
                                            new Malformed<>(
                                                    address
                                                            + " answered what NuGet's protocol"
                                                            + " does not know"));
            case Answered answer when answer.status() == 404 || answer.status() == 410 ->
                    new NotFound<>(missing);
            case Answered answer -> new Unavailable<>(refusal(address, answer.status()), null);
            case TooLarge(var limit) -> new Malformed<>(address + " exceeds " + limit + " bytes");
            case Truncated(var reason) -> new Unavailable<>(address + ": " + reason, null);
            case Away(var reason, var after) -> new Unavailable<>(reason, after);
        };
    }

    private UpstreamRequest get(URI source, URI address, long limit, boolean packed) {
        return UpstreamRequest.get(
                        address,
                        Map.of(
                                "User-Agent",
                                "assay",
                                "Accept-Encoding",
                                packed ? "gzip" : "identity"),
                        configuration.authorizationFor(address),
                        limit)
                .namedBy(source);
    }

    private static FetchOutcome failed(FeedOutcome<?> other) {
        return switch (other) {
            case NotFound<?>(var reason) -> new FetchOutcome.NotFound(reason);
            case Malformed<?>(var reason) -> new FetchOutcome.Unavailable(reason, null);
            case Unavailable<?>(var reason, var after) ->
                    new FetchOutcome.Unavailable(reason, after);
            case NotConfigured<?>(var reason) -> new FetchOutcome.NotConfigured(reason);
            case Found<?> f -> throw new IllegalArgumentException("it was found");
        };
    }

    private static String elsewhere(String what, URI address) {
        return "the source names "
                + what
                + " at "
                + Origin.withoutSecrets(address)
                + ", which this name is not asked of";
    }

    private static String refusal(URI address, int status) {
        return status == 401 || status == 403
                ? address + " refuses us (" + status + "); check the credentials of the source"
                : address + " answered " + status;
    }

    @Override
    public void close() {
        client.close();
    }
}
