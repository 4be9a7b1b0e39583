package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.UpstreamOutcome.Away;
import dev.assay.scanners.artifact.UpstreamOutcome.TooLarge;
import dev.assay.scanners.artifact.UpstreamOutcome.Truncated;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Single files of the configured Maven repositories, as they come: checksums are files like any
 * other, and whoever asked compares them. A package is asked of the one repository that it belongs
 * to, as everywhere. Safe for use by many threads.
 */
public final class MavenPassage implements AutoCloseable {

    private static final Map<String, String> HEADERS =
            Map.of("User-Agent", "assay", "Accept-Encoding", "identity");

    private final MavenConfiguration configuration;
    private final MavenLimits limits;
    private final UpstreamClient client;
    private final MavenRoutes routes;

    public MavenPassage(MavenConfiguration configuration, MavenLimits limits) {
        this.configuration = configuration;
        this.limits = limits;
        this.client = new UpstreamClient("maven", limits.upstream(), configuration.routes().own());
        this.routes = new MavenRoutes(configuration, client);
    }

    /** Whether a file is of a package that is bound to a private repository, or handed in here. */
    public boolean isBound(String path) {
        return routes.isBound(path);
    }

    /**
     * Fetches a file from the first repository that has it.
     *
     * @param path in the layout of a repository, without a slash before it
     * @param target the file to write; after any outcome but {@link FetchOutcome.Fetched} its
     *     content must not be used
     */
    public FetchOutcome fetch(String path, Path target) throws InterruptedException {
        FetchOutcome outcome = new FetchOutcome.NotFound("there is nothing at " + path);
        for (var repository : repositories()) {
            var refusal = routes.refusal(repository, path);
            if (refusal instanceof FetchOutcome.NotFound) {
                continue;
            }
            outcome = refusal == null ? fetch(repository, path, target) : refusal;
            if (!(outcome instanceof FetchOutcome.NotFound)) {
                return outcome;
            }
        }
        return outcome;
    }

    private List<URI> repositories() {
        var all = new ArrayList<URI>();
        for (var each : configuration.addresses()) {
            all.add(each.toString().endsWith("/") ? each : URI.create(each + "/"));
        }
        configuration.others().forEach(each -> all.add(each.url()));
        return all.stream().distinct().toList();
    }

    private FetchOutcome fetch(URI repository, String path, Path target)
            throws InterruptedException {
        var address = repository.resolve(path);
        if (!address.normalize().equals(address)
                || !address.toString().startsWith(repository.toString())) {
            return new FetchOutcome.NotFound("'" + path + "' leads out of " + repository);
        }
        var request =
                UpstreamRequest.get(address, HEADERS, authorization(repository), limits.jar());
        return switch (client.download(request, target)) {
            case Answered answer when answer.status() == 200 ->
                    fetched(address, repository, target);
            case Answered answer when answer.status() == 404 || answer.status() == 410 ->
                    new FetchOutcome.NotFound("there is nothing at " + address);
            case Answered answer ->
                    new FetchOutcome.Unavailable(address + " answered " + answer.status(), null);
            case TooLarge(var limit) -> new FetchOutcome.TooLarge(limit);
            case Truncated(var reason) -> new FetchOutcome.Truncated(address + ": " + reason);
            case Away(var reason, var after) -> new FetchOutcome.Unavailable(reason, after);
        };
    }

    private @Nullable String authorization(URI repository) {
        var other = routes.authorization(repository);
        return other == null ? configuration.authorizationFor(repository) : other;
    }

    private static FetchOutcome fetched(URI address, URI repository, Path target) {
        try (var file = new DigestInputStream(Files.newInputStream(target), Sha256.newDigest())) {
            var size = file.transferTo(OutputStream.nullOutputStream());
            var sha256 = Sha256.ofDigest(file.getMessageDigest().digest());
            return new FetchOutcome.Fetched(
                    target,
                    sha256,
                    Integrity.of(sha256),
                    size,
                    address,
                    !Origin.of(address).equals(Origin.of(repository)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back " + target, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
