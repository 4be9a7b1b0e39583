package dev.assay.scanners.manifest;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ways into a package that its manifest declares: {@code main}, {@code module}, {@code
 * browser}, {@code exports} by condition, {@code bin}, and the name under which it calls itself in
 * the MCP registry.
 */
final class EntryPoints {

    /** The role of an export under a condition that Node does not set by itself. */
    static final String CUSTOM_EXPORTS = "custom-exports";

    /** Node's documentation, "Conditional exports"; the empty one stands for no condition. */
    private static final Set<String> NODE_CONDITIONS =
            Set.of("", "node", "import", "require", "default", "module-sync", "node-addons");

    private final NpmManifest manifest;
    private final List<Fact> facts = new ArrayList<>();

    private EntryPoints(NpmManifest manifest) {
        this.manifest = manifest;
    }

    static List<Fact> of(NpmManifest manifest) {
        var points = new EntryPoints(manifest);
        points.field("main", "main");
        points.field("module", "module");
        points.field("browser", "main");
        points.browser();
        points.field("types", "types");
        points.field("typings", "types");
        points.field("mcpName", "mcp-name");
        points.man();
        points.bins();
        points.exports(manifest.at("exports"), List.of("exports"), ".", "");
        return List.copyOf(points.facts);
    }

    private void field(String name, String role) {
        var target = manifest.text(name);
        if (target != null) {
            add(name, role, target, name);
        }
    }

    /** The object form puts other files in the place of the package's own or of its imports. */
    private void browser() {
        manifest.texts("browser")
                .forEach(
                        (name, target) ->
                                add("browser:" + name, "exports", target, "browser", name));
    }

    private void man() {
        field("man", "man");
        var index = 0;
        for (var page : manifest.at("man").values()) {
            if (page.isString()) {
                var at = Integer.toString(index);
                add("man:" + page.stringValue(), "man", page.stringValue(), "man", at);
            }
            index++;
        }
    }

    private void bins() {
        var single = manifest.text("bin");
        if (single != null) {
            add("bin:" + unscoped(manifest.text("name")), "bin", single, "bin");
        }
        manifest.texts("bin")
                .forEach((name, target) -> add("bin:" + name, "bin", target, "bin", name));
        var folder = manifest.text("directories", "bin");
        if (folder != null) {
            add("directories.bin", "bin-folder", folder, "directories", "bin");
        }
    }

    private void exports(JsonNode node, List<String> path, String subpath, String conditions) {
        if (node.isString()) {
            var value = "exports:" + subpath + (conditions.isEmpty() ? "" : ":" + conditions);
            var role =
                    NODE_CONDITIONS.containsAll(List.of(conditions.split("\\.")))
                            ? "exports"
                            : CUSTOM_EXPORTS;
            add(value, role, node.stringValue(), path.toArray(String[]::new));
            return;
        }
        var index = 0;
        for (var element : node.isArray() ? node.values() : List.<JsonNode>of()) {
            exports(element, longer(path, Integer.toString(index++)), subpath, conditions);
        }
        for (var member : node.properties()) {
            var key = member.getKey();
            if (key.startsWith(".")) {
                exports(member.getValue(), longer(path, key), key, conditions);
            } else if (!key.startsWith("types")) {
                // A dot inside a name would read as two conditions.
                var condition = key.replace('.', '_');
                var nested = conditions.isEmpty() ? condition : conditions + "." + condition;
                exports(member.getValue(), longer(path, key), subpath, nested);
            }
        }
    }

    private static List<String> longer(List<String> path, String key) {
        var longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private static String unscoped(@Nullable String packageName) {
        return packageName == null ? "" : packageName.substring(packageName.indexOf('/') + 1);
    }

    private void add(String value, String role, String target, String... path) {
        var detail = Map.<String, Object>of("role", role, "target", target);
        facts.add(
                new Fact(
                        FindingKind.ENTRY_POINT,
                        value,
                        null,
                        true,
                        Via.PLAIN,
                        manifest.evidence(path),
                        detail));
    }
}
