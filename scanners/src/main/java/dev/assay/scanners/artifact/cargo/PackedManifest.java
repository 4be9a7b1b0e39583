package dev.assay.scanners.artifact.cargo;

import dev.assay.scanners.coordinates.CrateName;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a registry writes into its index when a crate is published: the line of {@code Cargo.toml}
 * as it lies in the crate (Cargo book, "Index Format"). Cargo packs a manifest whose dependencies
 * all have a version.
 */
public final class PackedManifest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TomlMapper TOML = new TomlMapper();

    /** By kind, how its tables may be called. */
    private static final List<List<String>> KINDS =
            List.of(
                    List.of("normal", "dependencies"),
                    List.of("build", "build-dependencies", "build_dependencies"),
                    List.of("dev", "dev-dependencies", "dev_dependencies"));

    private PackedManifest() {}

    /**
     * The line of a crate; empty where its manifest is none that could be published.
     *
     * @param toml {@code Cargo.toml}
     * @param crate the digest of the file that it lies in
     */
    public static Optional<String> line(byte[] toml, Sha256 crate) {
        try {
            var manifest = TOML.readTree(new String(toml, StandardCharsets.UTF_8));
            var said = manifest.path("package");
            var line =
                    JSON.createObjectNode()
                            .put("name", said.path("name").asString(""))
                            .put("vers", said.path("version").asString(""));
            var all = line.putArray("deps");
            dependencies(manifest, null, all);
            for (var each : manifest.path("target").properties()) {
                dependencies(each.getValue(), each.getKey(), all);
            }
            line.put("cksum", crate.hex());
            features(manifest.path("features"), line);
            line.put("yanked", false);
            line.put("links", said.path("links").asStringOpt().orElse(null));
            said.path("rust-version").asStringOpt().ifPresent(v -> line.put("rust_version", v));
            var text = JSON.writeValueAsString(line);
            return IndexLines.entry(text).map(entry -> text);
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void dependencies(JsonNode tables, @Nullable String target, ArrayNode into) {
        for (var kind : KINDS) {
            for (var table : kind.subList(1, kind.size())) {
                for (var each : tables.path(table).properties()) {
                    into.add(dependency(each.getKey(), each.getValue(), kind.getFirst(), target));
                }
            }
        }
    }

    private static ObjectNode dependency(
            String alias, JsonNode said, String kind, @Nullable String target) {
        var version = said.isString() ? said : said.path("version");
        if (!version.isString()) {
            throw new IllegalArgumentException(alias + " has no version");
        }
        var renamed = said.path("package").asStringOpt().orElse(null);
        if (!CrateName.isName(renamed == null ? alias : renamed)) {
            throw new IllegalArgumentException("'" + alias + "' is no crate");
        }
        var dependency = JSON.createObjectNode().put("name", alias).put("req", version.asString());
        var features = dependency.putArray("features");
        said.path("features").forEach(each -> features.add(each.asString("")));
        return dependency
                .put("optional", said.path("optional").asBoolean(false))
                .put(
                        "default_features",
                        said.path("default-features")
                                .asBoolean(said.path("default_features").asBoolean(true)))
                .put("target", target)
                .put("kind", kind)
                .put("registry", said.path("registry-index").asStringOpt().orElse(null))
                .put("package", renamed);
    }

    /** Features of the newer syntax stand apart, where cargo before 1.60 does not look. */
    private static void features(JsonNode said, ObjectNode line) {
        var older = line.putObject("features");
        var newer = JSON.createObjectNode();
        for (var each : said.properties()) {
            var isNewer =
                    each.getValue()
                            .valueStream()
                            .map(one -> one.asString(""))
                            .anyMatch(one -> one.startsWith("dep:") || one.contains("?/"));
            (isNewer ? newer : older).set(each.getKey(), each.getValue());
        }
        if (!newer.isEmpty()) {
            line.set("features2", newer);
            line.put("v", 2);
        }
    }
}
