package dev.assay.scanners.artifact.mcpb;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Map;

/** Fetches bundles from the hosts that are allowed, and from no other. */
public final class BundleSource implements AutoCloseable {

    /** What to do where no host is allowed. */
    public static final String NOT_CONFIGURED =
            "no host is allowed that MCP bundles come from; set assay.upstream.mcpb.hosts";

    private static final long LARGEST = 512L << 20;
    private static final long LARGEST_ANSWER = 1 << 20;
    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);
    private static final Map<String, String> HEADERS =
            Map.of("User-Agent", "assay", "Accept", "application/octet-stream, */*;q=0.8");

    private final AllowedHosts hosts;
    private final HostUpstreams others;
    private final UpstreamClient client;

    public BundleSource(AllowedHosts hosts, UpstreamSettings settings) {
        this(hosts, HostUpstreams.none(BundleAddress.NAME), settings, OwnPackages.NONE);
    }

    /**
     * @param others further places for bundles of a host
     * @param own bundles that were handed in here
     */
    public BundleSource(
            AllowedHosts hosts, HostUpstreams others, UpstreamSettings settings, OwnPackages own) {
        this.hosts = hosts;
        this.others = others;
        this.client =
                new UpstreamClient(
                        "mcpb", settings, each -> hosts.allows(each) || others.holds(each), own);
    }

    /** Why an address is not gone to; null where it is. */
    public @Nullable String refusal(URI address) {
        if (OwnPackages.isOwn(address) || others.knows(host(address))) {
            return null;
        }
        return hosts.isEmpty()
                ? NOT_CONFIGURED
                : hosts.allows(address)
                        ? null
                        : "bundles are not taken from "
                                + address.getAuthority()
                                + "; assay.upstream.mcpb.hosts names the hosts that they come from";
    }

    private static String host(URI address) {
        return String.valueOf(address.getAuthority());
    }

    /** The one place that a bundle is asked at: all releases of it at the same one. */
    private HostUpstreams.Place place(BundleAddress bundle) throws InterruptedException {
        var address = bundle.uri();
        if (OwnPackages.isOwn(address)) {
            return new HostUpstreams.Place.At(address);
        }
        var path = address.getRawPath().substring(1);
        var place =
                others.place(
                        host(address),
                        name(bundle),
                        hosts.allows(address) ? address.resolve("/") : null,
                        each -> HostUpstreams.Answer.of(head(each.resolve(path))));
        return place instanceof HostUpstreams.Place.At(var upstream)
                ? new HostUpstreams.Place.At(upstream.resolve(path))
                : place;
    }

    /** The path on its host, without the version of the release. */
    private static String name(BundleAddress bundle) {
        var named = BundleAddress.address(bundle.purl().withVersion(null)).orElseThrow();
        return named.replaceFirst("^https?://[^/]*/", "");
    }

    private UpstreamOutcome head(URI address) throws InterruptedException {
        return client.send(
                new UpstreamRequest(
                        "HEAD",
                        address,
                        HEADERS,
                        others.authorization(address),
                        null,
                        LARGEST_ANSWER));
    }

    /** Asks whether there is something, without fetching it. */
    public UpstreamOutcome look(BundleAddress bundle) throws InterruptedException {
        return switch (place(bundle)) {
            case HostUpstreams.Place.At(var at) -> head(at);
            case HostUpstreams.Place.Nowhere n ->
                    new UpstreamOutcome.Answered(404, NO_HEADERS, new byte[0]);
            case HostUpstreams.Place.Unknown(var reason, var after) ->
                    new UpstreamOutcome.Away(reason, after);
        };
    }

    /** Fetches a bundle, which is what its digest says or nothing. */
    public FetchOutcome fetch(BundleAddress bundle, Path target) throws InterruptedException {
        var refusal = refusal(bundle.uri());
        if (refusal != null) {
            return new FetchOutcome.NotConfigured(refusal);
        }
        return switch (place(bundle)) {
            case HostUpstreams.Place.At(var at) -> fetch(bundle, at, target);
            case HostUpstreams.Place.Nowhere(var reason) -> new FetchOutcome.NotFound(reason);
            case HostUpstreams.Place.Unknown(var reason, var after) ->
                    new FetchOutcome.Unavailable(reason, after);
        };
    }

    private FetchOutcome fetch(BundleAddress bundle, URI address, Path target)
            throws InterruptedException {
        return switch (client.download(
                UpstreamRequest.get(address, HEADERS, others.authorization(address), LARGEST),
                target)) {
            case UpstreamOutcome.Answered answer ->
                    switch (answer.status()) {
                        case 200 -> checked(bundle, target);
                        case 404, 410 ->
                                new FetchOutcome.NotFound("there is no bundle at " + address);
                        default ->
                                new FetchOutcome.Unavailable(
                                        address + " answered " + answer.status(), null);
                    };
            case UpstreamOutcome.TooLarge(var limit) -> new FetchOutcome.TooLarge(limit);
            case UpstreamOutcome.Truncated(var reason) ->
                    new FetchOutcome.Truncated(address + ": " + reason);
            case UpstreamOutcome.Away(var reason, var after) ->
                    new FetchOutcome.Unavailable(reason, after);
        };
    }

    private static FetchOutcome checked(BundleAddress bundle, Path target) {
        try (var file = new DigestInputStream(Files.newInputStream(target), Sha256.newDigest())) {
            var size = file.transferTo(OutputStream.nullOutputStream());
            var sha256 = Sha256.ofDigest(file.getMessageDigest().digest());
            return sha256.equals(bundle.sha256())
                    ? new FetchOutcome.Fetched(
                            target, sha256, Integrity.of(sha256), size, bundle.uri(), false)
                    : new FetchOutcome.IntegrityMismatch(
                            "sha256:" + bundle.sha256(), "sha256:" + sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back " + target, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
