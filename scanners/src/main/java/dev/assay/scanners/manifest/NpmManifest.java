package dev.assay.scanners.manifest;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code package.json} as npm reads it: the last of two equal keys counts, a byte order mark does
 * not, and a field of the wrong type is as good as absent.
 */
public final class NpmManifest {

    public static final String FILE = "package.json";

    private static final int MAX_BYTES = 4 << 20;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(200)
                                    .maxTokenCount(500_000)
                                    .build())
                    .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();

    /** What became of reading a manifest. */
    public sealed interface Reading {

        /** It was read. */
        record Read(NpmManifest manifest) implements Reading {}

        /** The package has none, so npm would refuse it. */
        record Missing() implements Reading {}

        /** There is one that npm could not read, or that is larger than any honest one. */
        record Malformed(String reason) implements Reading {}
    }

    private final String packageUrl;
    private final JsonNode root;
    private final JsonPlaces places;

    private NpmManifest(String packageUrl, JsonNode root, JsonPlaces places) {
        this.packageUrl = packageUrl;
        this.root = root;
        this.places = places;
    }

    public static Reading read(PackageTree tree) {
        var bytes = tree.files().get(FILE);
        if (bytes == null) {
            return new Reading.Missing();
        }
        if (bytes.length > MAX_BYTES) {
            return new Reading.Malformed("larger than " + MAX_BYTES + " bytes");
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        try {
            var root = MAPPER.readTree(text);
            if (!root.isObject()) {
                return new Reading.Malformed("no JSON object");
            }
            var places = JsonPlaces.of(FACTORY, text);
            return new Reading.Read(new NpmManifest(tree.purl().toString(), root, places));
        } catch (JacksonException e) {
            return new Reading.Malformed("no JSON: " + e.getOriginalMessage());
        }
    }

    String packageUrl() {
        return packageUrl;
    }

    /** The value at a path of keys; a missing node where there is none. */
    JsonNode at(String... keys) {
        var node = root;
        for (var key : keys) {
            node = node.path(key);
        }
        return node;
    }

    /** A text value, or null where it is absent or no text. */
    public @Nullable String text(String... keys) {
        var node = at(keys);
        return node.isString() ? node.stringValue() : null;
    }

    /** The members of an object whose values are text, in the order they stand in. */
    public Map<String, String> texts(String... keys) {
        var texts = new LinkedHashMap<String, String>();
        for (var member : at(keys).properties()) {
            if (member.getValue().isString()) {
                texts.put(member.getKey(), member.getValue().stringValue());
            }
        }
        return texts;
    }

    /** Where the value at a path of keys stands. */
    public Evidence evidence(String... keys) {
        return places.evidence(packageUrl, FILE, List.of(keys));
    }

    /** Whether npm would build {@code binding.gyp} when no install script says otherwise. */
    public boolean gypfileRefused() {
        var gypfile = at("gypfile");
        return gypfile.isBoolean() && !gypfile.booleanValue();
    }
}
