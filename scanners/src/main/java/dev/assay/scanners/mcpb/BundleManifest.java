package dev.assay.scanners.mcpb;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.manifest.JsonPlaces;
import dev.assay.scanners.profile.Coverage.Unparsed;
import dev.assay.scanners.profile.Fact;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A bundle's {@code manifest.json}, of versions 0.1 to 0.4 of the MCPB specification. What the
 * specification asks for and is not there is a gap in what is known of the bundle.
 */
final class BundleManifest {

    static final String FILE = "manifest.json";

    private static final int LARGEST = 4 << 20;
    private static final Set<String> VERSIONS = Set.of("0.1", "0.2", "0.3", "0.4");
    private static final Set<String> TYPES = Set.of("node", "python", "binary", "uv");

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(100)
                                    .maxTokenCount(200_000)
                                    .build())
                    .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();

    private final PackageTree tree;
    private final JsonNode root;
    private final JsonPlaces places;
    private final List<Unparsed> gaps = new ArrayList<>();

    private BundleManifest(PackageTree tree, JsonNode root, JsonPlaces places) {
        this.tree = tree;
        this.root = root;
        this.places = places;
    }

    /** Whether a tree is a bundle: fetched or named as one. */
    static boolean isBundle(PackageTree tree) {
        return BundleAddress.isOne(tree.purl());
    }

    static BundleManifest of(PackageTree tree) {
        var bytes = tree.files().get(FILE);
        if (bytes == null) {
            return nothing(tree, "it is missing");
        }
        if (bytes.length > LARGEST) {
            return nothing(tree, "larger than " + LARGEST + " bytes");
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        try {
            var root = MAPPER.readTree(text);
            if (!root.isObject()) {
                return nothing(tree, "no JSON object");
            }
            var manifest = new BundleManifest(tree, root, JsonPlaces.of(FACTORY, text));
            manifest.check();
            return manifest;
        } catch (JacksonException e) {
            return nothing(tree, "no JSON: " + e.getOriginalMessage());
        }
    }

    private static BundleManifest nothing(PackageTree tree, String reason) {
        var empty = JsonNodeFactory.instance.objectNode();
        var manifest = new BundleManifest(tree, empty, JsonPlaces.of(FACTORY, "{}"));
        manifest.gaps.add(new Unparsed(FILE, reason));
        return manifest;
    }

    private void check() {
        // It was called dxt_version while bundles were called desktop extensions.
        var version = text("manifest_version");
        var said = version.isEmpty() ? text("dxt_version") : version;
        if (!VERSIONS.contains(said)) {
            gap(
                    said.isEmpty()
                            ? "it says no manifest_version"
                            : "its manifest_version is none of 0.1 to 0.4, so that more may be in it"
                                    + " than was read");
        }
        for (var name : List.of("name", "version", "description")) {
            if (text(name).isEmpty()) {
                gap("it has no " + name);
            }
        }
        var type = text("server", "type");
        if (!TYPES.contains(type)) {
            gap("its server.type is none of node, python, binary and uv");
        } else if (type.equals("uv") && !said.equals("0.4")) {
            gap("its server.type is uv, which manifests before 0.4 do not have");
        }
        if (text("server", "entry_point").isEmpty()) {
            gap("it has no server.entry_point");
        }
        if (text("server", "mcp_config", "command").isEmpty() && !type.equals("uv")) {
            gap("it has no server.mcp_config.command, so that nobody can say what is started");
        }
    }

    private void gap(String reason) {
        gaps.add(new Unparsed(FILE, reason));
    }

    /** Why less is known of the bundle than its manifest should tell. */
    List<Unparsed> gaps() {
        return gaps;
    }

    PackageTree tree() {
        return tree;
    }

    JsonNode at(String... keys) {
        var node = root;
        for (var key : keys) {
            node = node.path(key);
        }
        return node;
    }

    /** A text value; empty where it is absent or no text. */
    String text(String... keys) {
        return at(keys).asString("");
    }

    Evidence evidence(String... keys) {
        return places.evidence(tree.purl().toString(), FILE, List.of(keys));
    }

    Fact fact(FindingKind kind, String value, Map<String, Object> detail, String... at) {
        return new Fact(kind, value, null, true, Via.PLAIN, evidence(at), detail);
    }
}
