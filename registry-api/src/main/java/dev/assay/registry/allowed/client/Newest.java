package dev.assay.registry.allowed.client;

import dev.assay.registry.allowed.Allowed;
import dev.assay.scanners.coordinates.NpmVersion;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** For clients that start whatever is on their list: the highest version of each server alone. */
final class Newest {

    private Newest() {}

    /** The ids of the releases, stable versions before all others. */
    static Set<String> of(Allowed allowed) throws IOException {
        record Version(String release, String version) {}
        Map<String, Version> newest = new HashMap<>();
        allowed.each(
                server ->
                        newest.merge(
                                server.name(),
                                new Version(server.release(), server.version()),
                                (one, other) ->
                                        isHigher(other.version(), one.version()) ? other : one));
        return newest.values().stream().map(Version::release).collect(Collectors.toSet());
    }

    private static boolean isHigher(String version, String than) {
        var one = NpmVersion.parse(version);
        var other = NpmVersion.parse(than);
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent();
        }
        if (one.get().isPrerelease() != other.get().isPrerelease()) {
            return other.get().isPrerelease();
        }
        return one.get().compareTo(other.get()) > 0;
    }
}
