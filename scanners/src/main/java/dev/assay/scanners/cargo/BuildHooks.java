package dev.assay.scanners.cargo;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What of a crate runs on the machine of whoever builds it: its build script, and a procedural
 * macro, which runs in the compiler of whoever uses it.
 */
final class BuildHooks {

    private static final int MOST_FILES = 50;
    private static final Pattern TAKEN =
            Pattern.compile(
                    "(?:\\bmod\\s+(\\w{1,80})\\s*;|\\binclude(?:_str|_bytes)?!\\s*\\(\\s*\"([^\"]{1,200})\")");

    private final PackageTree tree;
    private final JsonNode manifest;

    BuildHooks(PackageTree tree, JsonNode manifest) {
        this.tree = tree;
        this.manifest = manifest;
    }

    List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        var build = manifest.path("package").path("build");
        var isOff = build.isBoolean() && !build.asBoolean();
        var script = build.isString() ? build.stringValue().replaceFirst("^\\./", "") : "build.rs";
        if (!isOff && tree.files().containsKey(script)) {
            facts.add(hook("build.rs", "cargo build", script, taken(script)));
        }
        var library = manifest.path("lib");
        if (library.path("proc-macro").asBoolean(library.path("proc_macro").asBoolean(false))) {
            var root = library.path("path").asString("src/lib.rs").replaceFirst("^\\./", "");
            var sources = new TreeSet<String>();
            tree.files().keySet().stream()
                    .filter(each -> each.startsWith("src/") && each.endsWith(".rs"))
                    .limit(MOST_FILES)
                    .forEach(sources::add);
            sources.add(root);
            facts.add(hook("proc-macro", "runs in the compiler", root, sources));
        }
        return facts;
    }

    /** The script itself, and what it takes in. */
    private Collection<String> taken(String script) {
        var found = new TreeSet<String>();
        var queue = new ArrayList<>(List.of(script));
        while (!queue.isEmpty() && found.size() < MOST_FILES) {
            var file = queue.removeFirst();
            if (!tree.files().containsKey(file) || !found.add(file) || !file.endsWith(".rs")) {
                continue;
            }
            var folder = file.contains("/") ? file.substring(0, file.lastIndexOf('/') + 1) : "";
            var stem = file.substring(folder.length(), file.length() - 3);
            var matcher = TAKEN.matcher(text(file));
            while (matcher.find() && queue.size() < MOST_FILES) {
                if (matcher.group(1) == null) {
                    queue.add(folder + matcher.group(2).replaceFirst("^\\./", ""));
                } else {
                    queue.add(folder + matcher.group(1) + ".rs");
                    queue.add(folder + matcher.group(1) + "/mod.rs");
                    queue.add(folder + stem + "/" + matcher.group(1) + ".rs");
                }
            }
        }
        return found;
    }

    private String text(String file) {
        return new String(
                tree.files().getOrDefault(file, new byte[0]), StandardCharsets.ISO_8859_1);
    }

    private Fact hook(String name, String command, String file, Collection<String> files) {
        var digests = new TreeMap<String, Object>();
        for (var each : files) {
            var bytes = tree.files().get(each);
            if (bytes != null) {
                digests.put(each, Sha256.of(bytes).hex());
            }
        }
        return new Fact(
                FindingKind.INSTALL_HOOK,
                name + ": " + command,
                null,
                true,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), file, 1, 1, null, command),
                Map.of("hook", name, "command", command, "when", "install", "closure", digests));
    }
}
