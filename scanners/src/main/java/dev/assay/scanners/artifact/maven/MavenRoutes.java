package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.NameRoute;
import dev.assay.scanners.artifact.NameRoutes;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.UpstreamRequest;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which repository is asked for a file. Maven's resolver asks each that it knows; here it is held
 * to the one that a package belongs to, before anything leaves.
 */
final class MavenRoutes {

    private static final String LIST = "maven-metadata.xml";
    private static final long LARGEST_LIST = 4 << 20;

    /** In a repository's layout: group, artifact, then a list, or a version with its files. */
    private static final Pattern OF_LIST =
            Pattern.compile("(.+)/maven-metadata\\.xml(?:\\.[a-z0-9]+)?");

    private static final Pattern OF_FILE = Pattern.compile("(.+)/[^/]+/[^/]+");

    private final NameRoutes routes;
    private final List<URI> first;
    private final MavenConfiguration configuration;
    private final UpstreamClient client;

    MavenRoutes(MavenConfiguration configuration, UpstreamClient client) {
        this.configuration = configuration;
        this.client = client;
        this.routes = configuration.routes();
        this.first = configuration.addresses().stream().map(MavenRoutes::withSlash).toList();
    }

    /** The credentials of a repository that Assay adds, or null. */
    @Nullable String authorization(URI repository) {
        return routes.authorization(repository);
    }

    /** Whether a file is of a package that no other repository may hear of. */
    boolean isBound(String path) {
        return routes.isBound(name(path));
    }

    /**
     * Why a repository is not asked for a path; null where it is.
     *
     * @param repository with a slash at the end
     */
    FetchOutcome.@Nullable Missed refusal(URI repository, String path) throws InterruptedException {
        var name = name(path);
        return switch (routes.of(name, first).orElse(null)) {
            case null -> new FetchOutcome.NotFound("no repository is configured");
            case NameRoute.To(var owner) -> only(owner, repository, name);
            case NameRoute.Lost(var reason) -> new FetchOutcome.Unavailable(reason, null);
            case NameRoute.Undecided(var inOrder) -> undecided(inOrder, repository, name, path);
        };
    }

    private static FetchOutcome.@Nullable Missed only(URI owner, URI repository, String name) {
        return owner.equals(repository)
                ? null
                : new FetchOutcome.NotFound(
                        repository.getHost()
                                + " is not asked for "
                                + name
                                + ", which is another's");
    }

    /** Finds out who was the first to have a package; one that is away may have it. */
    private FetchOutcome.@Nullable Missed undecided(
            List<URI> inOrder, URI repository, String name, String path)
            throws InterruptedException {
        for (var each : inOrder) {
            var has = has(each, name + "/" + LIST, "GET");
            if (has instanceof FetchOutcome.NotFound) {
                // Not every repository keeps lists.
                has = has(each, path, "HEAD");
            }
            if (has == null) {
                return only(routes.claim(name, each), repository, name);
            }
            if (!(has instanceof FetchOutcome.NotFound)) {
                return has;
            }
        }
        return new FetchOutcome.NotFound("no repository has " + name);
    }

    /** Null where it has. */
    private FetchOutcome.@Nullable Missed has(URI repository, String path, String method)
            throws InterruptedException {
        var address = repository.resolve(path);
        if (!address.toString().startsWith(repository.toString())) {
            return new FetchOutcome.NotFound("'" + path + "' leads out of " + repository);
        }
        var other = routes.authorization(repository);
        var request =
                new UpstreamRequest(
                        method,
                        address,
                        Map.of("User-Agent", "assay", "Accept-Encoding", "identity"),
                        other == null ? configuration.authorizationFor(repository) : other,
                        null,
                        LARGEST_LIST);
        return switch (client.send(request)) {
            case UpstreamOutcome.Answered answer when answer.status() == 200 -> null;
            case UpstreamOutcome.Answered answer
                    when answer.status() == 404 || answer.status() == 410 ->
                    new FetchOutcome.NotFound("there is nothing at " + address);
            case UpstreamOutcome.Answered answer ->
                    new FetchOutcome.Unavailable(address + " answered " + answer.status(), null);
            case UpstreamOutcome.TooLarge(var limit) -> null;
            case UpstreamOutcome.Truncated(var reason) ->
                    new FetchOutcome.Unavailable(reason, null);
            case UpstreamOutcome.Away(var reason, var after) ->
                    new FetchOutcome.Unavailable(reason, after);
        };
    }

    /** Group and artifact as they stand in a path; the whole of one that is none. */
    private static String name(String path) {
        var plain = path.replaceFirst("^/+", "");
        for (var form : List.of(OF_LIST, OF_FILE)) {
            var matcher = form.matcher(plain);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return plain;
    }

    private static URI withSlash(URI address) {
        return address.toString().endsWith("/") ? address : URI.create(address + "/");
    }
}
