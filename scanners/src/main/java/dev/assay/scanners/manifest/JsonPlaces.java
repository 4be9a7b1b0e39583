package dev.assay.scanners.manifest;

import dev.assay.scanners.finding.Evidence;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each value of a JSON text stands, by the path of keys and indexes that leads to it. */
public final class JsonPlaces {

    private record Place(int line, int column) {}

    private final Map<List<String>, Place> places;
    private final List<String> lines;

    private JsonPlaces(Map<List<String>, Place> places, List<String> lines) {
        this.places = places;
        this.lines = lines;
    }

    /** Reads the places; the text has been parsed by the same factory before. */
    public static JsonPlaces of(JsonFactory factory, String text) {
        var places = new HashMap<List<String>, Place>();
        try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
            walk(parser, places);
        }
        return new JsonPlaces(places, text.lines().toList());
    }

    private static void walk(JsonParser parser, Map<List<String>, Place> places) {
        var path = new ArrayDeque<String>();
        var indexes = new ArrayDeque<Integer>();
        while (true) {
            var token = parser.nextToken();
            if (token == null) {
                return;
            }
            if (token == JsonToken.PROPERTY_NAME) {
                path.addLast(parser.currentName());
                remember(parser, path, places);
                continue;
            }
            if (token.isStructEnd()) {
                indexes.removeLast();
                leaveValue(path, indexes);
                continue;
            }
            if (!indexes.isEmpty() && indexes.getLast() >= 0) {
                path.addLast(Integer.toString(indexes.getLast()));
                remember(parser, path, places);
            }
            if (token.isStructStart()) {
                indexes.addLast(token == JsonToken.START_ARRAY ? 0 : -1);
            } else {
                leaveValue(path, indexes);
            }
        }
    }

    private static void leaveValue(ArrayDeque<String> path, ArrayDeque<Integer> indexes) {
        path.pollLast();
        if (!indexes.isEmpty() && indexes.getLast() >= 0) {
            indexes.addLast(indexes.removeLast() + 1);
        }
    }

    private static void remember(
            JsonParser parser, ArrayDeque<String> path, Map<List<String>, Place> places) {
        var location = parser.currentTokenLocation();
        places.put(List.copyOf(path), new Place(location.getLineNr(), location.getColumnNr()));
    }

    /** Evidence at a path; where the path is unknown, at the head of the file. */
    public Evidence evidence(String packageUrl, String file, List<String> path) {
        @Nullable Place place = places.get(path);
        if (place == null) {
            return new Evidence(packageUrl, file, 1, 1, null, excerpt(1));
        }
        return new Evidence(
                packageUrl, file, place.line(), place.column(), null, excerpt(place.line()));
    }

    private String excerpt(int line) {
        if (line > lines.size()) {
            return "";
        }
        var text = lines.get(line - 1).strip();
        return text.length() <= Evidence.MAX_EXCERPT
                ? text
                : text.substring(0, Evidence.MAX_EXCERPT - 1) + "…";
    }
}
