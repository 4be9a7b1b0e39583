package dev.assay.scanners.source;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The fields of a {@code package.json} that make something run, where the source has others.
 * Publishing rewrites versions and drops fields; it adds no script.
 */
final class RunFields {

    private static final String FILE = "package.json";
    private static final int LARGEST = 4 << 20;
    private static final int LONGEST = 200;

    private static final List<String> SCRIPTS =
            List.of("preinstall", "install", "postinstall", "preuninstall", "postuninstall");
    private static final List<String> FIELDS = List.of("bin", "main", "module", "exports");
    private static final List<String> BROUGHT_ALONG =
            List.of("dependencies", "optionalDependencies", "bundledDependencies");

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(200)
                                                    .maxTokenCount(500_000)
                                                    .build())
                                    .build())
                    .build();

    private RunFields() {}

    static List<TreeMatch.Field> changed(
            Map<String, byte[]> files, Map<String, byte[]> source, String directory) {
        var here = read(files.get(FILE));
        var there = read(source.get(directory.isEmpty() ? FILE : directory + "/" + FILE));
        if (here == null || there == null) {
            return List.of();
        }
        var lines =
                new String(files.getOrDefault(FILE, new byte[0]), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        var fields = new ArrayList<TreeMatch.Field>();
        for (var script : SCRIPTS) {
            compare(
                    "scripts." + script,
                    here.path("scripts").path(script),
                    there.path("scripts").path(script),
                    lines,
                    fields);
        }
        // A build may point elsewhere than the source does, so what is only there counts for
        // nothing.
        for (var field : FIELDS) {
            if (!there.path(field).isMissingNode()) {
                compare(field, here.path(field), there.path(field), lines, fields);
            }
        }
        for (var group : BROUGHT_ALONG) {
            var names = new TreeSet<>(here.path(group).propertyNames());
            names.removeAll(there.path(group).propertyNames());
            for (var name : names) {
                compare(
                        group + "." + name,
                        here.path(group).path(name),
                        there.path(group).path(name),
                        lines,
                        fields);
            }
        }
        return fields;
    }

    private static void compare(
            String name,
            JsonNode here,
            JsonNode there,
            List<String> lines,
            List<TreeMatch.Field> fields) {
        if (here.isMissingNode() || plain(here).equals(plain(there))) {
            return;
        }
        var key = "\"" + name.substring(name.indexOf('.') + 1) + "\"";
        var line = 0;
        for (var at = 0; at < lines.size() && line == 0; at++) {
            line = lines.get(at).contains(key) ? at + 1 : 0;
        }
        fields.add(new TreeMatch.Field(name, cut(here), cut(there), line));
    }

    /** npm writes {@code ./x.js} as {@code x.js}. */
    private static String plain(JsonNode node) {
        return node.toString().replace("\"./", "\"");
    }

    private static String cut(JsonNode node) {
        var text =
                node.isMissingNode() ? "" : node.isString() ? node.stringValue() : node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }

    private static @Nullable JsonNode read(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length > LARGEST) {
            return null;
        }
        try {
            var root = JSON.readTree(bytes);
            return root.isObject() ? root : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
