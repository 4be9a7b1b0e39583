package dev.assay.scanners.artifact.npm;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a registry says of one package. Only its outline is parsed at once; a version's object
 * is parsed when it is asked for, from the bytes as they came.
 */
public final class Packument {

    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] body;
    private final @Nullable String etag;
    private final String name;
    private final Map<String, String> distTags;
    private final Map<String, String> time;
    private final Map<String, Slice> versions;

    private record Slice(int from, int to) {}

    private Packument(
            byte[] body,
            @Nullable String etag,
            String name,
            Map<String, String> distTags,
            Map<String, String> time,
            Map<String, Slice> versions) {
        this.body = body;
        this.etag = etag;
        this.name = name;
        this.distTags = Collections.unmodifiableMap(distTags);
        this.time = Collections.unmodifiableMap(time);
        this.versions = Collections.unmodifiableMap(versions);
    }

    /**
     * Reads a packument.
     *
     * @param expectedName the name that was asked for; another one in the body is refused
     * @param etag the entity tag it came with, or null
     * @throws MalformedPackumentException when it is no packument of that package
     */
    public static Packument parse(String expectedName, byte[] body, @Nullable String etag)
            throws MalformedPackumentException {
        var name = expectedName;
        var distTags = new LinkedHashMap<String, String>();
        var time = new LinkedHashMap<String, String>();
        var versions = new LinkedHashMap<String, Slice>();
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedPackumentException("it is no JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var field = parser.currentName();
                var value = parser.nextToken();
                switch (field) {
                    case "name" -> name = value == JsonToken.VALUE_STRING ? parser.getString() : "";
                    case "dist-tags" -> strings(parser, distTags);
                    case "time" -> strings(parser, time);
                    case "versions" -> slices(parser, versions);
                    default -> parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new MalformedPackumentException("it ends early");
            }
        } catch (JacksonException e) {
            throw new MalformedPackumentException("it is no JSON: " + e.getOriginalMessage());
        }
        if (!name.equals(expectedName)) {
            throw new MalformedPackumentException("it is about '" + name + "'");
        }
        return new Packument(body, etag, name, distTags, time, versions);
    }

    public String name() {
        return name;
    }

    /**
     * The entity tag, for asking again only whether something changed; null where none was sent.
     */
    public @Nullable String etag() {
        return etag;
    }

    /** The document as it came, decoded. Callers do not change it. */
    public byte[] body() {
        return body;
    }

    public Map<String, String> distTags() {
        return distTags;
    }

    /**
     * When each version appeared, as the registry writes it; also {@code created}, {@code
     * modified}.
     */
    public Map<String, String> time() {
        return time;
    }

    /** The versions in the order of the document. */
    public Set<String> versions() {
        return versions.keySet();
    }

    /** One version's object, or empty where there is no such version. */
    public Optional<VersionManifest> manifest(String version) {
        var slice = versions.get(version);
        if (slice == null) {
            return Optional.empty();
        }
        var json =
                new String(body, slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
        return Optional.of(new VersionManifest(name, version, json, JSON.readTree(json)));
    }

    private static void strings(JsonParser parser, Map<String, String> target) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var key = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                target.put(key, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void slices(JsonParser parser, Map<String, Slice> target)
            throws MalformedPackumentException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedPackumentException("its versions are no object");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var version = parser.currentName();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            var from = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            var to = parser.currentLocation().getByteOffset();
            if (from < 0 || to < from) {
                throw new MalformedPackumentException("it is not UTF-8");
            }
            target.put(version, new Slice((int) from, (int) to));
        }
    }
}
