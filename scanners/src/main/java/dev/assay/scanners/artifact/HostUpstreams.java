package dev.assay.scanners.artifact;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The upstreams of an ecosystem whose packages name the host that they come from: where names below
 * a host are asked for. It is {@link NameRoutes} for each host by itself, so that no upstream is
 * asked for names of a host that it does not stand for. Safe for use by many threads.
 */
public final class HostUpstreams {

    /** Where a name is asked for. Every text is made for people. */
    public sealed interface Place {

        /** Of this upstream, and of no other. */
        record At(URI upstream) implements Place {}

        /** None of them has it. */
        record Nowhere(String reason) implements Place {}

        /** One that comes before may have it, and does not say. */
        record Unknown(String reason, @Nullable Duration retryAfter) implements Place {}
    }

    /** Whether an upstream has a name. */
    public sealed interface Answer {

        record Has() implements Answer {}

        record HasNot() implements Answer {}

        /** It does not say; so it may have it. */
        record Silent(String reason, @Nullable Duration retryAfter) implements Answer {}

        /** What an answer to a question about a name means. */
        static Answer of(UpstreamOutcome outcome) {
            return switch (outcome) {
                case UpstreamOutcome.Answered answer ->
                        switch (answer.status()) {
                            case 200 -> new Has();
                            case 404, 410 -> new HasNot();
                            default -> new Silent("it answered " + answer.status(), null);
                        };
                case UpstreamOutcome.Away(var reason, var after) -> new Silent(reason, after);
                case UpstreamOutcome.Truncated(var reason) -> new Silent(reason, null);
                case UpstreamOutcome.TooLarge(var limit) ->
                        new Silent("it answered more than " + limit + " bytes", null);
            };
        }
    }

    /** Asks an upstream whether it has a name. */
    @FunctionalInterface
    public interface Probe {

        Answer ask(URI upstream) throws InterruptedException;
    }

    private final List<HostUpstream> all;
    private final Map<String, NameRoutes> byHost = new HashMap<>();

    /**
     * @param ecosystem as settings call it
     * @param all in the order in which they are asked, after their hosts
     */
    public HostUpstreams(String ecosystem, List<HostUpstream> all, NameOwners owners) {
        this.all = List.copyOf(all);
        for (var host : all.stream().map(HostUpstream::host).distinct().toList()) {
            var its =
                    all.stream()
                            .filter(each -> each.host().equals(host))
                            .map(HostUpstream::upstream)
                            .toList();
            byHost.put(host, new NameRoutes(ecosystem, its, below(host, owners), OwnPackages.NONE));
        }
    }

    /** Hosts are asked themselves. */
    public static HostUpstreams none(String ecosystem) {
        return new HostUpstreams(ecosystem, List.of(), NameOwners.inMemory());
    }

    private static NameOwners below(String host, NameOwners owners) {
        return new NameOwners() {
            @Override
            public Optional<URI> of(String ecosystem, String name) {
                return owners.of(ecosystem, host + "/" + name);
            }

            @Override
            public URI claim(String ecosystem, String name, URI upstream) {
                return owners.claim(ecosystem, host + "/" + name, upstream);
            }
        };
    }

    public List<HostUpstream> all() {
        return all;
    }

    /** Whether there is one for names of a host. */
    public boolean knows(String host) {
        return byHost.containsKey(host.toLowerCase(Locale.ROOT));
    }

    /** Whether a name is bound to one of them, so that its host does not hear of it. */
    public boolean isBound(String host, String path) {
        var routes = byHost.get(host.toLowerCase(Locale.ROOT));
        return routes != null && routes.isBound(path);
    }

    /**
     * Where a name is asked for; whoever has it first keeps it.
     *
     * @param path below the host
     * @param first where the host itself is asked; null where it is not configured
     */
    public Place place(String host, String path, @Nullable URI first, Probe probe)
            throws InterruptedException {
        var routes = byHost.get(host.toLowerCase(Locale.ROOT));
        if (routes == null) {
            return first == null
                    ? new Place.Nowhere("no upstream is configured for " + host)
                    : new Place.At(first);
        }
        return switch (routes.of(path, Stream.ofNullable(first).toList()).orElse(null)) {
            case null -> new Place.Nowhere("no upstream is configured for " + host + "/" + path);
            case NameRoute.To(var upstream) -> new Place.At(upstream);
            case NameRoute.Lost(var reason) -> new Place.Unknown(host + "/" + reason, null);
            case NameRoute.Undecided(var inOrder) -> {
                for (var each : inOrder) {
                    switch (probe.ask(each)) {
                        case Answer.HasNot none -> {}
                        case Answer.Has has -> {
                            yield new Place.At(routes.claim(path, each));
                        }
                        case Answer.Silent(var reason, var after) -> {
                            yield new Place.Unknown(
                                    Origin.withoutSecrets(each)
                                            + " does not say whether it has "
                                            + host
                                            + "/"
                                            + path
                                            + ": "
                                            + reason,
                                    after);
                        }
                    }
                }
                yield new Place.Nowhere("no upstream has " + host + "/" + path);
            }
        };
    }

    /** The credentials for an address of one of them; null for none. */
    public @Nullable String authorization(URI address) {
        return all.stream()
                .map(HostUpstream::upstream)
                .filter(each -> each.authorization() != null && each.holds(address))
                .findFirst()
                .map(OtherUpstream::authorization)
                .orElse(null);
    }

    /** Whether an address is that of one of them. */
    public boolean holds(URI address) {
        return all.stream().anyMatch(each -> each.upstream().holds(address));
    }

    /** Which names are bound to two of them, for people. */
    public List<String> overlaps() {
        return byHost.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(
                        each ->
                                each.getValue().overlaps().stream()
                                        .map(text -> text + " (below " + each.getKey() + ")"))
                .toList();
    }
}
