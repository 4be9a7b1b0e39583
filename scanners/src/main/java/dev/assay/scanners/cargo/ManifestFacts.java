package dev.assay.scanners.cargo;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a crate declares (Cargo book, "The Manifest Format"). */
final class ManifestFacts {

    /** Where the official MCP registry looks for whose server a crate is. */
    private static final Pattern MCP_NAME =
            Pattern.compile("mcp-name:\\s*([A-Za-z0-9.-]{1,200}/[A-Za-z0-9._-]{1,200})");

    private static final Map<String, String> GROUPS =
            Map.of("dependencies", "dependencies", "build-dependencies", "build");

    private final PackageTree tree;
    private final JsonNode manifest;
    private final List<Fact> facts = new ArrayList<>();

    ManifestFacts(PackageTree tree, JsonNode manifest) {
        this.tree = tree;
        this.manifest = manifest;
    }

    List<Fact> all() {
        dependencies(manifest, "");
        for (var target : manifest.path("target").properties()) {
            dependencies(target.getValue(), target.getKey());
        }
        programs();
        licence();
        var links = manifest.path("package").path("links").asString("");
        if (!links.isEmpty()) {
            add(
                    FindingKind.NATIVE_BINARY,
                    links,
                    "links = \"" + links + "\"",
                    Map.of("how", "link"));
        }
        readme();
        return facts;
    }

    private void dependencies(JsonNode tables, String target) {
        GROUPS.forEach(
                (table, group) ->
                        tables.path(table)
                                .properties()
                                .forEach(
                                        each ->
                                                dependency(
                                                        each.getKey(),
                                                        each.getValue(),
                                                        group,
                                                        target)));
    }

    private void dependency(String alias, JsonNode value, String group, String target) {
        var name = value.path("package").asString(alias);
        var range = value.isString() ? value.stringValue() : value.path("version").asString("*");
        var detail = new HashMap<String, Object>();
        detail.put("range", range);
        detail.put("group", value.path("optional").asBoolean(false) ? "optional" : group);
        if (!target.isEmpty()) {
            detail.put("marker", target);
        }
        var text = alias + " = " + range;
        add(FindingKind.DEPENDENCY_ADDED, name, text, detail);
        for (var source : List.of("git", "path", "registry", "registry-index")) {
            var from = value.path(source).asString("");
            if (!from.isEmpty()) {
                add(
                        FindingKind.DEPENDENCY_SOURCE,
                        name,
                        alias + " " + source + " = " + from,
                        Map.of("source", source.equals("git") ? "git" : "url", "range", from));
            }
        }
    }

    /** Programs by their names: those that are declared, else those that lie where cargo looks. */
    private void programs() {
        var declared = manifest.path("bin");
        for (var each : declared) {
            program(each.path("name").asString(""), each.path("path").asString("src/main.rs"));
        }
        if (declared.isEmpty() && tree.files().containsKey("src/main.rs")) {
            program(manifest.path("package").path("name").asString(""), "src/main.rs");
        }
    }

    private void program(String name, String path) {
        if (!name.isEmpty()) {
            add(
                    FindingKind.ENTRY_POINT,
                    "bin:" + name,
                    name + " = " + path,
                    Map.of("role", "bin", "target", path));
        }
    }

    private void licence() {
        var written = manifest.path("package").path("license").asString("").strip();
        if (!written.isEmpty()) {
            // What cargo took for "or" before it knew SPDX.
            add(FindingKind.LICENCE, written.replace("/", " OR "), written, Map.of());
        }
    }

    private void readme() {
        for (var file : tree.files().entrySet()) {
            if (!file.getKey().matches("(?i)readme(\\.\\w+)?")) {
                continue;
            }
            var matcher = MCP_NAME.matcher(new String(file.getValue(), StandardCharsets.UTF_8));
            if (matcher.find()) {
                var name = matcher.group(1);
                facts.add(
                        new Fact(
                                FindingKind.ENTRY_POINT,
                                "mcp-name:" + name,
                                null,
                                true,
                                Via.PLAIN,
                                evidence(file.getKey(), matcher.group()),
                                Map.of("role", "mcp-name", "target", name)));
            }
        }
    }

    private void add(FindingKind kind, String value, String text, Map<String, Object> detail) {
        facts.add(
                new Fact(
                        kind,
                        value,
                        null,
                        true,
                        Via.PLAIN,
                        evidence(CratePackages.MANIFEST, text),
                        detail));
    }

    private Evidence evidence(String file, String text) {
        var excerpt = text.substring(0, Math.min(text.length(), Evidence.MAX_EXCERPT));
        return new Evidence(tree.purl().toString(), file, 1, 1, null, excerpt);
    }
}
