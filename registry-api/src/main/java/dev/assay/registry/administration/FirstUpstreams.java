package dev.assay.registry.administration;

import dev.assay.inventory.watch.WatchStore;
import dev.assay.inventory.watch.WatchedPackage;
import dev.assay.registry.administration.Upstreams.Try;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.VersionsOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the upstreams that ecosystems ask first answered when somebody tried. They are asked as
 * vetting asks them, for a package that is watched, or else for one that most have.
 */
final class FirstUpstreams {

    /** What is asked for where nothing is watched: whether it is there does not matter. */
    private static final Map<String, Purl> PROBES =
            Map.of(
                    "maven", new Purl("maven", "org.apache.maven", "maven-core", null),
                    "pypi", new Purl("pypi", null, "pip", null),
                    "cargo", new Purl("cargo", null, "serde", null),
                    "nuget", new Purl("nuget", null, "newtonsoft.json", null));

    private final dev.assay.scanners.ecosystem.Upstreams upstreams;
    private final WatchStore watched;
    private final Clock clock;
    private final Map<String, Try> tried = new ConcurrentHashMap<>();

    FirstUpstreams(
            dev.assay.scanners.ecosystem.Upstreams upstreams, WatchStore watched, Clock clock) {
        this.upstreams = upstreams;
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
        if (parts.length == 1) {
            return watched.all().stream()
                    .map(WatchedPackage::packagePurl)
                    .filter(each -> each.type().equals(parts[0]))
                    .findFirst()
                    .or(() -> Optional.ofNullable(PROBES.get(parts[0])));
        }
        return watched.all().stream()
                .map(WatchedPackage::packagePurl)
                .filter(each -> parts[1].equals(host(parts[0], each)))
                .findFirst()
                .or(() -> onHost(parts[0], parts[1]));
    }

    private static @Nullable String host(String ecosystem, Purl watched) {
        return switch (ecosystem) {
            case "git" -> GitPlace.of(watched).map(GitPlace::host).orElse(null);
            case "oci" -> OciName.of(watched).map(OciName::host).orElse(null);
            default -> null;
        };
    }

    /** A name that is probably not there: that it is told so is an answer. */
    private static Optional<Purl> onHost(String ecosystem, String host) {
        return switch (ecosystem) {
            case "git" -> Optional.of(GitPlace.of(host, "assay/assay").purl(null));
            case "oci" -> Optional.of(Purl.parse("oci:" + host + "/library/alpine"));
            default -> Optional.empty();
        };
    }
}
