package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.UpstreamOutcome.Answered;
import dev.assay.scanners.artifact.UpstreamOutcome.Away;
import dev.assay.scanners.artifact.UpstreamOutcome.TooLarge;
import dev.assay.scanners.artifact.UpstreamOutcome.Truncated;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.artifact.oci.OciConfiguration.Registry;
import dev.assay.scanners.artifact.oci.OciRegistry.Outcome;
import dev.assay.scanners.coordinates.OciName;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Asks the one registry that a repository belongs to, with whatever it wants to see. */
final class OciPlaces {

    private final OciConfiguration configuration;
    private final UpstreamClient client;
    private final Tokens tokens;

    OciPlaces(OciConfiguration configuration, UpstreamClient client, Clock clock) {
        this.configuration = configuration;
        this.client = client;
        this.tokens = new Tokens(client, clock);
    }

    /** The one registry that a repository is asked of. */
    Outcome<Registry> registry(OciName name) throws InterruptedException {
        var whole =
                configuration
                        .whole(name)
                        .orElseThrow(
                                () -> new IllegalArgumentException(configuration.whyNot(name)));
        var host = String.valueOf(whole.host());
        var first = configuration.registry(whole).map(Registry::address).orElse(null);
        var place =
                configuration
                        .others()
                        .place(host, whole.path(), first, each -> has(whole, host, each));
        return switch (place) {
            case HostUpstreams.Place.At(var address) ->
                    new Outcome.Got<>(configuration.at(host, address));
            case HostUpstreams.Place.Nowhere(var reason) -> new Outcome.Missing<>(reason);
            case HostUpstreams.Place.Unknown(var reason, var after) ->
                    new Outcome.NoAnswer<>(reason, after);
        };
    }

    /** Whether a registry has a repository, whatever its tags are. */
    private HostUpstreams.Answer has(OciName name, String host, URI upstream)
            throws InterruptedException {
        var registry = configuration.at(host, upstream);
        return HostUpstreams.Answer.of(
                ask(
                        registry,
                        name,
                        address(registry, name, "tags/list?n=1"),
                        "application/json",
                        OciRegistry.LARGEST_LIST));
    }

    private static String scope(OciName name) {
        return "repository:" + name.path() + ":pull";
    }

    static URI address(Registry registry, OciName name, String rest) {
        return URI.create(registry.address() + "/v2/" + name.path() + "/" + rest);
    }

    Outcome<Answered> read(Registry registry, OciName name, URI address, String accept, long most)
            throws InterruptedException {
        var outcome = ask(registry, name, address, accept, most);
        return outcome instanceof Answered answer && answer.status() == 200
                ? new Outcome.Got<>(answer)
                : failure(registry, address, outcome);
    }

    private UpstreamOutcome ask(
            Registry registry, OciName name, URI address, String accept, long most)
            throws InterruptedException {
        return tokens.send(
                registry,
                scope(name),
                authorization ->
                        client.send(
                                UpstreamRequest.get(
                                        address, Map.of("Accept", accept), authorization, most)));
    }

    /** Answered with 200, or not got; the file means nothing then. */
    Outcome<Answered> download(Registry registry, OciName name, URI address, long most, Path target)
            throws InterruptedException {
        var outcome =
                tokens.send(
                        registry,
                        scope(name),
                        authorization ->
                                client.download(
                                        UpstreamRequest.get(
                                                address,
                                                Map.of("Accept-Encoding", "identity"),
                                                authorization,
                                                most),
                                        target));
        return outcome instanceof Answered answer && answer.status() == 200
                ? new Outcome.Got<>(answer)
                : failure(registry, address, outcome);
    }

    private static <T> Outcome<T> failure(Registry registry, URI address, UpstreamOutcome outcome) {
        return switch (outcome) {
            case Answered answer ->
                    switch (answer.status()) {
                        case 404, 410 ->
                                new Outcome.Missing<>("the registry has nothing at " + address);
                        case 401, 403 ->
                                new Outcome.NoAnswer<>(
                                        registry.host()
                                                + " answered "
                                                + answer.status()
                                                + (registry.basic() == null
                                                        ? ": it wants credentials, and none are"
                                                                + " configured; or it has no such"
                                                                + " repository"
                                                        : ": the configured credentials may not read"
                                                                + " this, or it has no such repository"),
                                        null);
                        default ->
                                new Outcome.NoAnswer<>(
                                        address + " answered " + answer.status(), null);
                    };
            case TooLarge(var limit) -> new Outcome.TooBig<>(limit);
            case Truncated(var reason) -> new Outcome.CutOff<>(address + ": " + reason);
            case Away(var reason, var after) -> new Outcome.NoAnswer<>(reason, after);
        };
    }
}
