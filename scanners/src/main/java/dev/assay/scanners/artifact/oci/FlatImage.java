package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.LayerReader;
import dev.assay.scanners.artifact.LayerReader.Entry;
import dev.assay.scanners.artifact.LayerReader.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one tree that the layers of an image come to: later ones over earlier ones, without what they
 * take away (image specification, layer, whiteouts). Links are kept as names; a file that a layer
 * puts below a linked folder lands where a runtime would put it, and never outside of the image.
 */
final class FlatImage {

    static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final int MOST_HOPS = 40;

    /**
     * Where the bytes of a file are.
     *
     * @param layer its place among the layers, from 0
     * @param number of its entry there
     * @param mode permission bits, set-user-id included
     */
    record Place(int layer, int number, long size, int mode) {}

    private final LayerReader reader;
    private final NavigableMap<String, Place> files = new TreeMap<>();
    private final NavigableMap<String, String> links = new TreeMap<>();

    FlatImage(LayerReader reader) {
        this.reader = reader;
    }

    NavigableMap<String, Place> files() {
        return files;
    }

    int links() {
        return links.size();
    }

    /** Puts a layer over those before it. */
    void add(int layer, List<Entry> entries) {
        takeAway(entries);
        var added = new HashMap<String, Place>();
        for (var entry : entries) {
            if (name(entry.path()).startsWith(WHITEOUT) || entry.path().isEmpty()) {
                continue;
            }
            var path = real(entry.path());
            if (path == null) {
                reader.hazard(entry.path(), "stands behind links that lead in a circle");
                continue;
            }
            switch (entry.kind()) {
                case FOLDER -> {
                    // Runtimes put a folder in the place of a link, too.
                    files.remove(path);
                    links.remove(path);
                }
                case SYMBOLIC_LINK -> {
                    remove(path);
                    links.put(path, entry.link());
                }
                case HARD_LINK -> {
                    var inside = LayerReader.inside(entry.link());
                    var target = inside == null ? null : real(inside);
                    var place = target == null ? null : files.get(target);
                    if (place == null) {
                        reader.hazard(
                                entry.path(),
                                "is a link to '"
                                        + entry.link()
                                        + "', which is no file of the image");
                        continue;
                    }
                    remove(path);
                    files.put(path, place);
                }
                case FILE -> {
                    remove(path);
                    var place = new Place(layer, entry.number(), entry.size(), entry.mode());
                    if (added.put(path, place) != null) {
                        reader.hazard(entry.path(), "stands in a layer twice; the last one counts");
                    }
                    files.put(path, place);
                }
            }
        }
    }

    /** Whiteouts are about the layers below, wherever they stand in their own. */
    private void takeAway(List<Entry> entries) {
        for (var entry : entries) {
            var name = name(entry.path());
            if (!name.startsWith(WHITEOUT) || entry.kind() != Kind.FILE) {
                continue;
            }
            var slash = entry.path().lastIndexOf('/');
            var folder = slash < 0 ? "" : real(entry.path().substring(0, slash));
            if (folder == null) {
                continue;
            }
            if (name.equals(OPAQUE)) {
                below(folder);
            } else {
                var gone = name.substring(WHITEOUT.length());
                remove(folder.isEmpty() ? gone : folder + "/" + gone);
            }
        }
    }

    private void remove(String path) {
        files.remove(path);
        links.remove(path);
        below(path);
    }

    private void below(String folder) {
        if (folder.isEmpty()) {
            files.clear();
            links.clear();
            return;
        }
        // '0' is the character after '/'.
        files.subMap(folder + "/", folder + "0").clear();
        links.subMap(folder + "/", folder + "0").clear();
    }

    /**
     * Where a path leads once the links among its folders are followed; null where they lead in a
     * circle.
     */
    @Nullable String real(String path) {
        if (links.isEmpty()) {
            return path;
        }
        var done = new ArrayList<String>();
        var left = new ArrayDeque<>(List.of(path.split("/")));
        var hops = 0;
        while (!left.isEmpty()) {
            var part = left.poll();
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                if (!done.isEmpty()) {
                    done.removeLast();
                }
                continue;
            }
            done.add(part);
            var target = left.isEmpty() ? null : links.get(String.join("/", done));
            if (target == null) {
                continue;
            }
            if (++hops > MOST_HOPS) {
                return null;
            }
            done.removeLast();
            if (target.startsWith("/")) {
                done.clear();
            }
            var parts = target.split("/");
            for (var i = parts.length - 1; i >= 0; i--) {
                left.addFirst(parts[i]);
            }
        }
        return String.join("/", done);
    }

    /** Where a path leads, the last link included. */
    @Nullable String target(String path) {
        var seen = new TreeSet<String>();
        var at = real(path);
        while (at != null && links.containsKey(at)) {
            if (!seen.add(at)) {
                return null;
            }
            var link = links.get(at);
            var slash = at.lastIndexOf('/');
            at =
                    real(
                            link.startsWith("/") || slash < 0
                                    ? link
                                    : at.substring(0, slash) + "/" + link);
        }
        return at;
    }

    /** The paths whose bytes stand at a place, by the place's layer and number. */
    Map<Integer, Map<Integer, List<String>>> byPlace() {
        var places = new HashMap<Integer, Map<Integer, List<String>>>();
        files.forEach(
                (path, place) ->
                        places.computeIfAbsent(place.layer(), any -> new HashMap<>())
                                .computeIfAbsent(place.number(), any -> new ArrayList<>(1))
                                .add(path));
        return places;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
