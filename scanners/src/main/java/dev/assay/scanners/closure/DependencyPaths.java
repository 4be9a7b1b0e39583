package dev.assay.scanners.closure;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How each package of a closure is reached: the shortest way from the release to it. */
public final class DependencyPaths {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FOLDER = "node_modules/";
    private static final List<String> GROUPS =
            List.of("dependencies", "optionalDependencies", "peerDependencies");

    private final Map<String, List<String>> byPlace = new HashMap<>();

    private DependencyPaths() {}

    /** Follows the manifests of a closure from the release on, as a client resolves names. */
    public static DependencyPaths of(Closure closure) {
        var paths = new DependencyPaths();
        var places = new LinkedHashMap<String, LockedPackage>();
        closure.packages().forEach(locked -> places.put(locked.path(), locked));
        var queue = new ArrayDeque<LockedPackage>();
        var release = places.get("");
        if (release != null) {
            paths.byPlace.put("", List.of(release.purl().packageName()));
            queue.add(release);
        }
        while (!queue.isEmpty()) {
            var from = queue.poll();
            var way = paths.byPlace.getOrDefault(from.path(), List.of());
            var folder = from.path().isEmpty() ? FOLDER + from.purl().packageName() : from.path();
            for (var name : wanted(from)) {
                var place = resolve(folder, name, places);
                if (place != null && !paths.byPlace.containsKey(place.path())) {
                    paths.byPlace.put(
                            place.path(), Stream.concat(way.stream(), Stream.of(name)).toList());
                    queue.add(place);
                }
            }
        }
        return paths;
    }

    /**
     * The names on the way, the release's first and the package's own last; its own alone where no
     * manifest asks for it.
     */
    public List<String> to(LockedPackage locked) {
        var way = byPlace.get(locked.path());
        return way == null ? recorded(locked) : way;
    }

    /** A manifest of an ecosystem that locks a tree says itself how its package is reached. */
    private static List<String> recorded(LockedPackage locked) {
        var itself = List.of(locked.purl().packageName());
        try {
            var way =
                    JSON.readTree(locked.manifest())
                            .path("way")
                            .valueStream()
                            .map(name -> name.asString(""))
                            .toList();
            return way.isEmpty() ? itself : way;
        } catch (JacksonException e) {
            return itself;
        }
    }

    /** Looks where Node looks: in the package's own folder, then in every one around it. */
    private static @Nullable LockedPackage resolve(
            String folder, String name, Map<String, LockedPackage> places) {
        var around = folder;
        while (true) {
            var place = around.isEmpty() ? FOLDER + name : around + "/" + FOLDER + name;
            var found = places.get(place);
            if (found != null) {
                return found;
            }
            if (around.isEmpty()) {
                return null;
            }
            var cut = around.lastIndexOf("/" + FOLDER);
            around = cut < 0 ? "" : around.substring(0, cut);
        }
    }

    private static List<String> wanted(LockedPackage locked) {
        JsonNode manifest;
        try {
            manifest = JSON.readTree(locked.manifest());
        } catch (JacksonException e) {
            return List.of();
        }
        return GROUPS.stream()
                .flatMap(group -> manifest.path(group).propertyNames().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
