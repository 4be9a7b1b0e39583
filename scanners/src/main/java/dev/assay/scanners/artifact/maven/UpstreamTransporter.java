package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.UpstreamOutcome.Away;
import dev.assay.scanners.artifact.UpstreamOutcome.TooLarge;
import dev.assay.scanners.artifact.UpstreamOutcome.Truncated;
import dev.assay.scanners.artifact.UpstreamRequest;

import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.transport.AbstractTransporter;
import org.eclipse.aether.spi.connector.transport.GetTask;
import org.eclipse.aether.spi.connector.transport.PeekTask;
import org.eclipse.aether.spi.connector.transport.PutTask;
import org.eclipse.aether.spi.connector.transport.Transporter;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** Lets Maven's resolver reach a repository by the one client that all requests leave by. */
final class UpstreamTransporter extends AbstractTransporter {

    private static final Map<String, String> HEADERS =
            Map.of("User-Agent", "assay", "Accept-Encoding", "identity");

    private final UpstreamClient client;
    private final MavenRoutes routes;
    private final Budget budget;
    private final URI base;
    private final @Nullable String authorization;

    UpstreamTransporter(
            UpstreamClient client,
            MavenRoutes routes,
            RepositorySystemSession session,
            RemoteRepository repository) {
        this.client = client;
        this.routes = routes;
        this.budget =
                (Budget)
                        Objects.requireNonNull(
                                session.getConfigProperties().get(Budget.KEY),
                                "a session without a budget");
        var url = repository.getUrl();
        this.base = URI.create(url.endsWith("/") ? url : url + "/");
        var other = routes.authorization(base);
        this.authorization = other == null ? authorization(session, repository) : other;
    }

    private static @Nullable String authorization(
            RepositorySystemSession session, RemoteRepository repository) {
        try (var context = AuthenticationContext.forRepository(session, repository)) {
            if (context == null) {
                return null;
            }
            var credentials =
                    context.get(AuthenticationContext.USERNAME)
                            + ":"
                            + context.get(AuthenticationContext.PASSWORD);
            return "Basic "
                    + Base64.getEncoder()
                            .encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public int classify(Throwable error) {
        return error instanceof TransferException e && e.outcome() instanceof FetchOutcome.NotFound
                ? Transporter.ERROR_NOT_FOUND
                : Transporter.ERROR_OTHER;
    }

    @Override
    protected void implGet(GetTask task) throws Exception {
        budget.request();
        var address = base.resolve(task.getLocation());
        if (!address.normalize().equals(address)
                || !address.toString().startsWith(base.toString())) {
            throw new TransferException(
                    new FetchOutcome.NotFound("'" + task.getLocation() + "' leads out of " + base));
        }
        var refusal = routes.refusal(base, task.getLocation().getPath());
        if (refusal != null) {
            throw new TransferException(refusal);
        }
        var small = isSmall(address.getPath());
        var limit = small ? budget.limits().pom() : budget.limits().jar();
        var request = UpstreamRequest.get(address, HEADERS, authorization, limit);
        if (small) {
            var body = answered(address, request, client.send(request)).body();
            budget.received(body.length);
            utilGet(task, new ByteArrayInputStream(body), true, body.length, false);
            return;
        }
        var file = Files.createTempFile("assay-", ".part");
        try {
            answered(address, request, client.download(request, file));
            budget.received(Files.size(file));
            try (var in = Files.newInputStream(file)) {
                utilGet(task, in, true, Files.size(file), false);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** POMs, lists of versions, checksums and signatures. */
    private static boolean isSmall(String path) {
        return path.endsWith(".pom")
                || path.endsWith(".xml")
                || path.endsWith(".asc")
                || path.endsWith(".sigstore.json")
                || path.matches(".*\\.(?:sha1|sha256|sha512|md5)");
    }

    private static Answered answered(URI address, UpstreamRequest request, UpstreamOutcome outcome)
            throws TransferException {
        return switch (outcome) {
            case Answered answer when answer.status() == 200 -> answer;
            case Answered answer when answer.status() == 404 || answer.status() == 410 ->
                    throw new TransferException(
                            new FetchOutcome.NotFound("there is nothing at " + address));
            case Answered answer when answer.status() == 401 || answer.status() == 403 ->
                    throw away(
                            address
                                    + " refuses us ("
                                    + answer.status()
                                    + "); check the credentials in settings.xml");
            case Answered answer -> throw away(address + " answered " + answer.status());
            case TooLarge(var limit) ->
                    throw new TransferException(new FetchOutcome.TooLarge(limit));
            case Truncated(var reason) ->
                    throw new TransferException(
                            new FetchOutcome.Truncated(request.uri() + ": " + reason));
            case Away(var reason, var retryAfter) ->
                    throw new TransferException(new FetchOutcome.Unavailable(reason, retryAfter));
        };
    }

    private static TransferException away(String reason) {
        return new TransferException(new FetchOutcome.Unavailable(reason, null));
    }

    @Override
    protected void implPeek(PeekTask task) {
        throw new UnsupportedOperationException("Assay asks for whole files");
    }

    @Override
    protected void implPut(PutTask task) {
        throw new UnsupportedOperationException("Assay publishes nothing");
    }

    /** The client is everybody's. */
    @Override
    protected void implClose() {}
}
