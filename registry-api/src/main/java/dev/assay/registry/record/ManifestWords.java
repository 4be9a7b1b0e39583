package dev.assay.registry.record;

import dev.assay.registry.vetting.Published;
import dev.assay.scanners.closure.LockedPackage;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/**
 * What the registry's own object of a version says; nothing of it is checked.
 *
 * @param maintainers by their names; their addresses are nobody's business here
 */
record ManifestWords(
        boolean resolved,
        Published published,
        String description,
        String licence,
        String deprecated,
        List<String> maintainers) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_MAINTAINERS = 50;

    /** What is said of a version that was not resolved yet: nothing. */
    static ManifestWords of(@Nullable LockedPackage root) {
        if (root == null) {
            return new ManifestWords(false, Published.of("{}"), "", "", "", List.of());
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(root.manifest());
        } catch (JacksonException e) {
            tree = JSON.createObjectNode();
        }
        var maintainers = new ArrayList<String>();
        for (var each : tree.path("maintainers")) {
            var name = text(each, "name");
            if (!name.isEmpty() && maintainers.size() < MOST_MAINTAINERS) {
                maintainers.add(name);
            }
        }
        return new ManifestWords(
                true,
                Published.of(root.manifest()),
                text(tree, "description"),
                either(tree.path("license"), "type"),
                deprecated(tree.path("deprecated")),
                List.copyOf(maintainers));
    }

    /** npm writes a message; old registries a flag. */
    private static String deprecated(JsonNode node) {
        return node.isBoolean() ? (node.asBoolean() ? "deprecated" : "") : string(node);
    }

    private static String either(JsonNode node, String member) {
        return node.isObject() ? text(node, member) : string(node);
    }

    private static String text(JsonNode node, String member) {
        return string(node.path(member));
    }

    private static String string(JsonNode node) {
        return node.isString() ? node.stringValue().strip() : "";
    }
}
