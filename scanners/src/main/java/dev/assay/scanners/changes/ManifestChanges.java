package dev.assay.scanners.changes;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.changes.ChangedCode.ManifestEntry;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What changed in {@code package.json}, by its keys. */
final class ManifestChanges {

    private static final String FILE = "package.json";
    private static final int MOST = 60;

    /**
     * Shown elsewhere: every release has another version, and dependencies a place of their own.
     */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "version",
                    "dependencies",
                    "devDependencies",
                    "optionalDependencies",
                    "peerDependencies",
                    "gitHead",
                    "readme",
                    "_id",
                    "_integrity",
                    "_resolved");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ManifestChanges() {}

    static List<ManifestEntry> between(PackageTree from, PackageTree to) {
        var before = read(from);
        var now = read(to);
        var keys = new TreeSet<String>();
        before.propertyNames().forEach(keys::add);
        now.propertyNames().forEach(keys::add);
        keys.removeAll(ELSEWHERE);
        var entries = new ArrayList<ManifestEntry>();
        for (var key : keys) {
            var older = text(before.get(key));
            var newer = text(now.get(key));
            if (!older.equals(newer) && entries.size() < MOST) {
                entries.add(new ManifestEntry(key, WordRun.between(older, newer)));
            }
        }
        return entries;
    }

    private static JsonNode read(PackageTree tree) {
        var bytes = tree.files().get(FILE);
        try {
            var node = bytes == null ? JSON.createObjectNode() : JSON.readTree(bytes);
            return node.isObject() ? node : JSON.createObjectNode();
        } catch (JacksonException e) {
            // What cannot be read is told by the coverage; there is nothing to compare here.
            return JSON.createObjectNode();
        }
    }

    private static String text(@org.jspecify.annotations.Nullable JsonNode node) {
        return node == null
                ? ""
                : node.isString() ? node.asString() : JSON.writeValueAsString(node);
    }
}
