package dev.assay.registry.administration;

import dev.assay.inventory.watch.WatchStore;
import dev.assay.inventory.watch.WatchedPackage;
import dev.assay.registry.administration.Upstreams.Try;
import dev.assay.registry.upstream.Places;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the upstreams that ecosystems ask first answered when somebody tried. They are asked as
 * vetting asks them, for a package that is watched, or else for one that most have.
 */
final class FirstUpstreams {

    private final dev.assay.scanners.ecosystem.Upstreams upstreams;
    private final List<Places> places;
    private final WatchStore watched;
    private final Clock clock;
    private final Map<String, Try> tried = new ConcurrentHashMap<>();

    FirstUpstreams(
            dev.assay.scanners.ecosystem.Upstreams upstreams,
            List<Places> places,
            WatchStore watched,
            Clock clock) {
        this.upstreams = upstreams;
        this.places = places;
        this.watched = watched;
        this.clock = clock;
    }

    /** What one is called: its ecosystem, and its host where the ecosystem's names have one. */
    static String key(String ecosystem, @Nullable String host) {
        return host == null ? ecosystem : ecosystem + " " + host;
    }

    @Nullable Try tried(String key) {
        return tried.get(key);
    }

    /** Asks one whether it answers; empty where none is called so. */
    Optional<Try> ask(String key) throws InterruptedException {
        var probe = probe(key).orElse(null);
        var upstream = probe == null ? null : upstreams.of(probe).orElse(null);
        if (probe == null || upstream == null) {
            return Optional.empty();
        }
        var begun = clock.instant();
        var outcome = upstream.versions(probe, null);
        var millis = Duration.between(begun, clock.instant()).toMillis();
        var name = probe.packageName();
        var answer =
                switch (outcome) {
                    case VersionsOutcome.Found f ->
                            answered("the versions of " + name, begun, millis);
                    case VersionsOutcome.NotModified n ->
                            answered("that nothing changed", begun, millis);
                    case VersionsOutcome.NotFound n ->
                            answered("that it has no " + name, begun, millis);
                    case VersionsOutcome.Unlisted(var reason) ->
                            new Try(begun, false, reason, millis);
                    case VersionsOutcome.Malformed(var reason) ->
                            new Try(
                                    begun,
                                    false,
                                    "it answered what the protocol does not know: " + reason,
                                    millis);
                    case VersionsOutcome.Unavailable(var reason, var after) ->
                            new Try(begun, false, reason, millis);
                    case VersionsOutcome.NotConfigured(var reason) ->
                            new Try(begun, false, reason, millis);
                };
        tried.put(key, answer);
        return Optional.of(answer);
    }

    private static Try answered(String what, java.time.Instant at, long millis) {
        return new Try(
                at,
                true,
                "it answered " + what + String.format(Locale.ROOT, ", in %d ms", millis),
                millis);
    }

    private Optional<Purl> probe(String key) {
        var parts = key.split(" ", 2);
        var host = parts.length == 1 ? null : parts[1];
        return places.stream()
                .filter(each -> each.ecosystem().equals(parts[0]))
                .findFirst()
                .flatMap(
                        each ->
                                watched.all().stream()
                                        .map(WatchedPackage::packagePurl)
                                        .filter(purl -> isOf(each, host, purl))
                                        .findFirst()
                                        .or(() -> each.probe(host)));
    }

    /** Whether a package is asked of an ecosystem's place; of any of them where host is null. */
    static boolean isOf(Places places, @Nullable String host, Purl packagePurl) {
        return host == null
                ? Ecosystems.name(packagePurl).equals(places.ecosystem())
                : host.equals(places.host(packagePurl));
    }
}
