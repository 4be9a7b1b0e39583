package dev.assay.scanners.artifact.cargo;

import dev.assay.scanners.artifact.cargo.CrateDependency.Kind;
import dev.assay.scanners.coordinates.CrateName;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads index files (Cargo book, "Index Format", "JSON schema"): an object in each line, versions 1
 * and 2 of it. Lines of another form are passed over, as cargo does it, and counted.
 */
public final class IndexLines {

    private static final int NEWEST = 2;
    private static final int MOST_DEPENDENCIES = 2_000;
    private static final int MOST_FEATURES = 5_000;
    private static final JsonMapper JSON = new JsonMapper();

    private IndexLines() {}

    /**
     * Reads a file.
     *
     * @param asked the name that it was asked for by
     * @throws MalformedIndexException when it is none of that crate, or contradicts itself
     */
    static IndexFile parse(String asked, byte[] body, @Nullable String etag)
            throws MalformedIndexException {
        var entries = new ArrayList<IndexEntry>();
        var versions = new HashSet<String>();
        var names = new HashSet<String>();
        var skipped = 0;
        for (var line : new String(body, StandardCharsets.UTF_8).split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            var entry = entry(line.strip()).orElse(null);
            if (entry == null) {
                skipped++;
                continue;
            }
            if (!CrateName.normal(entry.name()).equals(CrateName.normal(asked))) {
                throw new MalformedIndexException("it has a line of '" + entry.name() + "'");
            }
            if (!versions.add(entry.version().text())) {
                throw new MalformedIndexException("it lists " + entry.version() + " twice");
            }
            names.add(entry.name());
            entries.add(entry);
        }
        if (names.size() > 1) {
            throw new MalformedIndexException("it spells its name in several ways: " + names);
        }
        if (entries.isEmpty() && skipped > 0) {
            throw new MalformedIndexException("none of its lines is of a form that is known");
        }
        entries.sort(Comparator.comparing(IndexEntry::version));
        return new IndexFile(
                names.isEmpty() ? asked : names.iterator().next(), entries, skipped, etag);
    }

    /** Reads one line; empty where it is of another form. */
    public static Optional<IndexEntry> entry(String line) {
        try {
            var node = JSON.readTree(line);
            var version = CrateVersion.of(node.path("vers").asString("")).orElse(null);
            var name = node.path("name").asString("");
            if (version == null
                    || !CrateName.isName(name)
                    || node.path("v").asInt(1) > NEWEST
                    || node.path("deps").size() > MOST_DEPENDENCIES) {
                return Optional.empty();
            }
            var dependencies = new ArrayList<CrateDependency>();
            for (var each : node.path("deps")) {
                var dependency = dependency(each);
                if (dependency == null) {
                    return Optional.empty();
                }
                dependencies.add(dependency);
            }
            var features = new HashMap<String, List<String>>();
            if (!features(node.path("features"), features)
                    || !features(node.path("features2"), features)) {
                return Optional.empty();
            }
            return Optional.of(
                    new IndexEntry(
                            name,
                            version,
                            new Sha256(node.path("cksum").asString("")),
                            node.path("yanked").asBoolean(false),
                            dependencies,
                            features,
                            text(node.path("links")),
                            line));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable CrateDependency dependency(JsonNode node) {
        var alias = node.path("name").asString("");
        var renamed = text(node.path("package"));
        var requirement = CrateRequirement.of(node.path("req").asString("*")).orElse(null);
        var kind =
                switch (node.path("kind").asString("normal")) {
                    case "build" -> Kind.BUILD;
                    case "dev" -> Kind.DEV;
                    default -> Kind.NORMAL;
                };
        return requirement == null || !CrateName.isName(renamed == null ? alias : renamed)
                ? null
                : new CrateDependency(
                        alias,
                        renamed == null ? alias : renamed,
                        requirement,
                        new HashSet<>(texts(node.path("features"))),
                        node.path("optional").asBoolean(false),
                        node.path("default_features").asBoolean(true),
                        text(node.path("target")),
                        kind,
                        text(node.path("registry")));
    }

    private static boolean features(JsonNode node, Map<String, List<String>> into) {
        for (var each : node.properties()) {
            var both = new ArrayList<>(into.getOrDefault(each.getKey(), List.of()));
            both.addAll(texts(each.getValue()));
            into.put(each.getKey(), List.copyOf(both));
        }
        return into.size() <= MOST_FEATURES;
    }

    private static List<String> texts(JsonNode node) {
        return node.valueStream().map(each -> each.asString("")).toList();
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
