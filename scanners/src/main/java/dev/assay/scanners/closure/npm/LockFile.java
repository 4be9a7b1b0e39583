package dev.assay.scanners.closure.npm;

import dev.assay.scanners.artifact.npm.Dist;
import dev.assay.scanners.coordinates.Integrity;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A {@code package-lock.json} or {@code npm-shrinkwrap.json} of a tree of sources, as {@code npm ci
 * --omit=dev} takes it (lockfileVersion 2 and 3).
 *
 * @param entries what is installed, by place
 */
record LockFile(List<Entry> entries) {

    /**
     * One package at one place.
     *
     * @param path where npm puts it
     * @param name the package in the registry, which an alias calls otherwise
     * @param promised what its bytes hash to; null where the lock does not say so by SHA-512
     * @param optional whether it may be missing
     */
    record Entry(
            String path,
            String name,
            String version,
            @Nullable Integrity promised,
            boolean optional) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST = 64 << 20;
    private static final String FOLDER = "node_modules/";

    /**
     * Reads a lock.
     *
     * @param manifest the {@code package.json} beside it, which it has to fit
     * @throws Resolution where npm would refuse it, or what it names is in no registry
     */
    static LockFile read(byte[] bytes, JsonNode manifest, ClosureLimits limits) throws Resolution {
        var lock = parsed(bytes);
        if (!lock.path("packages").isObject()) {
            throw Resolution.unresolvable(
                    "its lock is of version 1, which npm writes anew before it takes it");
        }
        var root = lock.path("packages").path("");
        for (var group : List.of("dependencies", "optionalDependencies", "peerDependencies")) {
            if (!texts(root.path(group)).equals(texts(manifest.path(group)))) {
                throw Resolution.unresolvable(
                        "its lock does not fit its package.json ("
                                + group
                                + "), so npm ci refuses it");
            }
        }
        var entries = new ArrayList<Entry>();
        for (var entry : lock.path("packages").properties()) {
            var at = entry.getKey().lastIndexOf(FOLDER);
            if (at >= 0 && counts(entry.getValue())) {
                entries.add(entry(entry.getKey(), at, entry.getValue()));
            }
        }
        if (entries.size() > limits.packages()) {
            throw Resolution.tooLarge("it needs more than " + limits.packages() + " packages");
        }
        return new LockFile(entries);
    }

    private static JsonNode parsed(byte[] bytes) throws Resolution {
        if (bytes.length > LARGEST) {
            throw Resolution.tooLarge("its lock exceeds " + LARGEST + " bytes");
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw Resolution.unresolvable("its lock is no JSON, so npm refuses it");
        }
    }

    /** A link leads to a folder of the tree, and what is bundled stands in another's tarball. */
    private static boolean counts(JsonNode entry) {
        return !entry.path("dev").asBoolean(false)
                && !entry.path("link").asBoolean(false)
                && !entry.path("extraneous").asBoolean(false)
                && !entry.path("inBundle").asBoolean(false);
    }

    private static Entry entry(String path, int at, JsonNode entry) throws Resolution {
        var resolved = entry.path("resolved").asString("");
        var version = entry.path("version").asString("");
        if (version.isEmpty()
                || !resolved.isEmpty()
                        && !resolved.startsWith("https://")
                        && !resolved.startsWith("http://")) {
            throw Resolution.unresolvable(
                    path
                            + " of its lock comes from '"
                            + printable(resolved)
                            + "', which no registry serves");
        }
        var name = entry.path("name").asString(path.substring(at + FOLDER.length()));
        var integrity = entry.path("integrity").asString("");
        return new Entry(
                path,
                name,
                version,
                new Dist(resolved, integrity, null).sha512().orElse(null),
                entry.path("optional").asBoolean(false)
                        || entry.path("devOptional").asBoolean(false));
    }

    static TreeMap<String, String> texts(JsonNode group) {
        var texts = new TreeMap<String, String>();
        group.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asString("")));
        return texts;
    }

    private static String printable(String text) {
        var line = text.replaceAll("\\p{C}+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
