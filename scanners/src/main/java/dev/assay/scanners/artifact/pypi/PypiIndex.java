package dev.assay.scanners.artifact.pypi;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.NameRoute;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.UpstreamOutcome.Away;
import dev.assay.scanners.artifact.UpstreamOutcome.TooLarge;
import dev.assay.scanners.artifact.UpstreamOutcome.Truncated;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.coordinates.PythonName;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The index of Python packages as configured. What it answers is taken as hostile: bounded, checked
 * against the name asked for, and never trusted for the bytes of a file. Safe for use by many
 * threads.
 */
public final class PypiIndex implements AutoCloseable {

    private static final String ACCEPT =
            IndexJson.TYPE + ", application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01";
    private static final String PROVENANCE = "application/vnd.pypi.integrity.v1+json";
    private static final int LARGEST_PROVENANCE = 1 << 20;
    private static final String USER_AGENT = "assay";

    private final PypiConfiguration configuration;
    private final PypiLimits limits;
    private final UpstreamClient client;

    public PypiIndex(PypiConfiguration configuration, PypiLimits limits) {
        this.configuration = configuration;
        this.limits = limits;
        this.client = new UpstreamClient("pypi", limits.upstream(), configuration.routes().own());
    }

    /** What became of asking for a file's metadata. */
    public sealed interface MetadataOutcome {

        record Found(CoreMetadata metadata) implements MetadataOutcome {}

        /** Why there are none. */
        record None(FetchOutcome.Missed reason) implements MetadataOutcome {}
    }

    public PypiLimits limits() {
        return limits;
    }

    /**
     * Asks for the page of a package.
     *
     * @param name the package's name, however it is spelled
     * @param etag the entity tag of what is there already, or null; with one, {@link
     *     PageOutcome.NotModified} is a possible answer
     */
    public PageOutcome page(String name, @Nullable String etag) throws InterruptedException {
        if (!PythonName.isName(name)) {
            return new PageOutcome.NotFound("'" + name + "' is no name of a Python package");
        }
        var project = PythonName.normal(name);
        return switch (configuration.route(project).orElse(null)) {
            case null -> new PageOutcome.NotConfigured(configuration.namedBy());
            case NameRoute.To(var index) -> page(index, project, etag);
            case NameRoute.Undecided(var inOrder) -> first(inOrder, project);
            case NameRoute.Lost(var reason) -> new PageOutcome.Unavailable(reason, null);
        };
    }

    /** The first index that has a name, and it for good. One that is away may have it. */
    private PageOutcome first(List<URI> inOrder, String project) throws InterruptedException {
        PageOutcome outcome = new PageOutcome.NotConfigured(configuration.namedBy());
        for (var index : inOrder) {
            outcome = page(index, project, null);
            if (outcome instanceof PageOutcome.Found) {
                var owner = configuration.routes().claim(project, index);
                return owner.equals(index) ? outcome : page(owner, project, null);
            }
            if (!(outcome instanceof PageOutcome.NotFound)) {
                return outcome;
            }
        }
        return outcome;
    }

    private PageOutcome page(URI index, String project, @Nullable String etag)
            throws InterruptedException {
        var address = index.resolve(project + "/");
        var headers = new HashMap<>(Map.of("Accept", ACCEPT, "Accept-Encoding", "gzip"));
        if (etag != null) {
            headers.put("If-None-Match", etag);
        }
        return switch (client.send(get(address, headers, limits.page()))) {
            case Answered answer -> page(project, address, answer);
            case TooLarge(var limit) ->
                    new PageOutcome.Malformed(
                            "the page of " + project + " exceeds " + limit + " bytes");
            case Truncated(var reason) ->
                    new PageOutcome.Unavailable(address + ": " + reason, null);
            case Away(var reason, var retryAfter) ->
                    new PageOutcome.Unavailable(reason, retryAfter);
        };
    }

    private static PageOutcome page(String project, URI address, Answered answer) {
        switch (answer.status()) {
            case 200 -> {
                var etag = answer.headers().firstValue("etag").orElse(null);
                var type =
                        answer.headers()
                                .firstValue("content-type")
                                .orElse("")
                                .toLowerCase(Locale.ROOT);
                try {
                    return new PageOutcome.Found(
                            type.contains("json")
                                    ? IndexJson.parse(project, address, answer.body(), etag)
                                    : IndexHtml.parse(project, address, answer.body(), etag));
                } catch (MalformedPageException e) {
                    return new PageOutcome.Malformed(
                            "what "
                                    + address
                                    + " answered is no page of "
                                    + project
                                    + ": "
                                    + e.getMessage());
                }
            }
            case 304 -> {
                return new PageOutcome.NotModified();
            }
            case 404, 410 -> {
                return new PageOutcome.NotFound(
                        "the PyPI index has no package '" + project + "' (" + address + ")");
            }
            default -> {
                return new PageOutcome.Unavailable(refusal(address, answer.status()), null);
            }
        }
    }

    /**
     * Fetches a file and checks it against what the page promises.
     *
     * @param target the file to write; what it holds after any outcome but {@link
     *     FetchOutcome.Fetched} must not be used
     */
    public FetchOutcome file(IndexFile file, Path target) throws InterruptedException {
        return switch (route(file)) {
            case null -> new FetchOutcome.NotConfigured(configuration.namedBy());
            case NameRoute.To(var index) -> file(index, file, target);
            case NameRoute.Undecided u -> unknown(file);
            case NameRoute.Lost(var reason) -> new FetchOutcome.Unavailable(reason, null);
        };
    }

    /** Whoever named a file may not be on record; who has its package now is found out first. */
    private @Nullable NameRoute route(IndexFile file) throws InterruptedException {
        var project = file.project();
        var route = configuration.route(project).orElse(null);
        return route instanceof NameRoute.Undecided
                        && page(project, null) instanceof PageOutcome.Found
                ? configuration.route(project).orElse(null)
                : route;
    }

    private static FetchOutcome.Missed unknown(IndexFile file) {
        return new FetchOutcome.Unavailable(
                "which index has " + file.project() + " cannot be found out", null);
    }

    private static FetchOutcome.Missed elsewhere(IndexFile file) {
        return new FetchOutcome.Unavailable(
                "the page of "
                        + file.project()
                        + " names a file at "
                        + Origin.of(file.url()).host()
                        + ", which this name is not asked of",
                null);
    }

    private FetchOutcome file(URI index, IndexFile file, Path target) throws InterruptedException {
        if (configuration.isElsewhere(file.url(), index)) {
            return elsewhere(file);
        }
        var promise = FilePromise.of(file.hashes()).orElse(null);
        if (promise == null) {
            return new FetchOutcome.NothingToCompare(
                    "the PyPI index gives no hash for " + file.name().fileName());
        }
        var address = file.url();
        var foreign = !Origin.of(address).equals(Origin.of(index));
        var request =
                get(address, Map.of("Accept-Encoding", "identity"), limits.file()).namedBy(index);
        return switch (client.download(request, target)) {
            case Answered answer when answer.status() == 200 ->
                    promise.keptBy(target, address, foreign);
            case Answered answer -> refused(address, answer.status());
            case TooLarge(var limit) -> new FetchOutcome.TooLarge(limit);
            case Truncated(var reason) -> new FetchOutcome.Truncated(address + ": " + reason);
            case Away(var reason, var retryAfter) ->
                    new FetchOutcome.Unavailable(reason, retryAfter);
        };
    }

    /**
     * Asks for a file's metadata alone (PEP 658).
     *
     * @return {@link FetchOutcome.NothingToCompare} inside where they are not offered with a hash
     */
    public MetadataOutcome metadata(IndexFile file) throws InterruptedException {
        var promise = file.metadata() == null ? null : FilePromise.of(file.metadata()).orElse(null);
        if (promise == null) {
            return none(
                    new FetchOutcome.NothingToCompare(
                            "the PyPI index gives no metadata of "
                                    + file.name().fileName()
                                    + " with a hash"));
        }
        if (!(route(file) instanceof NameRoute.To(var index))) {
            return none(unknown(file));
        }
        if (configuration.isElsewhere(file.url(), index)) {
            return none(elsewhere(file));
        }
        var address = URI.create(file.url() + ".metadata");
        var request =
                get(address, Map.of("Accept-Encoding", "gzip"), limits.metadata()).namedBy(index);
        return switch (client.send(request)) {
            case Answered answer when answer.status() == 200 -> {
                var broken = promise.broken(answer.body());
                yield broken.isPresent()
                        ? none(broken.get())
                        : new MetadataOutcome.Found(CoreMetadata.parse(answer.body()));
            }
            case Answered answer -> none(refused(address, answer.status()));
            case TooLarge(var limit) -> none(new FetchOutcome.TooLarge(limit));
            case Truncated(var reason) -> none(new FetchOutcome.Truncated(address + ": " + reason));
            case Away(var reason, var retryAfter) ->
                    none(new FetchOutcome.Unavailable(reason, retryAfter));
        };
    }

    /** Whether a name is bound to one index, so that no other may hear it. */
    public boolean isPrivate(String name) {
        return configuration.routes().isBound(PythonName.normal(name));
    }

    /** What became of asking for a file's attestations. */
    public sealed interface ProvenanceOutcome {

        record Found(byte[] json) implements ProvenanceOutcome {}

        /** Why there are none, for people. */
        record None(String reason) implements ProvenanceOutcome {}
    }

    /** Asks for a file's attestations (PEP 740), of the index itself and nobody else. */
    public ProvenanceOutcome provenance(IndexFile file) throws InterruptedException {
        if (!(route(file) instanceof NameRoute.To(var index)) || file.provenance() == null) {
            return new ProvenanceOutcome.None("it says no address");
        }
        URI address;
        try {
            address = index.resolve(file.provenance());
        } catch (IllegalArgumentException e) {
            return new ProvenanceOutcome.None("what it says is no address");
        }
        if (!Origin.isWeb(address) || !Origin.of(address).equals(Origin.of(index))) {
            return new ProvenanceOutcome.None(
                    "they are at " + address + ", which is another origin than the index's own");
        }
        var headers = Map.of("Accept", PROVENANCE, "Accept-Encoding", "gzip");
        return switch (client.send(get(address, headers, LARGEST_PROVENANCE))) {
            case Answered answer when answer.status() == 200 ->
                    new ProvenanceOutcome.Found(answer.body());
            case Answered answer -> new ProvenanceOutcome.None(refusal(address, answer.status()));
            case TooLarge(var limit) ->
                    new ProvenanceOutcome.None("they exceed " + limit + " bytes");
            case Truncated(var reason) -> new ProvenanceOutcome.None(reason);
            case Away(var reason, var retryAfter) -> new ProvenanceOutcome.None(reason);
        };
    }

    @Override
    public void close() {
        client.close();
    }

    private static MetadataOutcome none(FetchOutcome.Missed reason) {
        return new MetadataOutcome.None(reason);
    }

    private UpstreamRequest get(URI address, Map<String, String> headers, long limit) {
        var sent = new HashMap<>(headers);
        sent.put("User-Agent", USER_AGENT);
        return UpstreamRequest.get(address, sent, configuration.authorizationFor(address), limit);
    }

    private static FetchOutcome.Missed refused(URI address, int status) {
        return status == 404 || status == 410
                ? new FetchOutcome.NotFound("there is no file at " + address)
                : new FetchOutcome.Unavailable(refusal(address, status), null);
    }

    private static String refusal(URI address, int status) {
        return status == 401 || status == 403
                ? address + " refuses us (" + status + "); check the credentials of the index"
                : address + " answered " + status;
    }
}
