package dev.assay.scanners.manifest;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads what a package's manifest declares. */
public final class ManifestAnalyser {

    private static final String FALLBACK_MAIN = "index.js";

    private static final Pattern TYPESCRIPT = Pattern.compile("\\.[cm]?tsx?$");

    private final NpmManifest manifest;
    private final PackageTree tree;

    public ManifestAnalyser(NpmManifest manifest, PackageTree tree) {
        this.manifest = manifest;
        this.tree = tree;
    }

    /** The files that the declared entry points load; what is not in the package is left out. */
    public SortedSet<String> roots() {
        return new TreeSet<>(starts().keySet());
    }

    /** The same files, each with what loads it: {@code bin mail}, {@code main}, {@code exports}. */
    public SortedMap<String, String> starts() {
        var files = new PackageFiles(tree.files());
        var starts = new TreeMap<String, String>();
        for (var fact : EntryPoints.of(manifest)) {
            var target = String.valueOf(fact.detail().get("target"));
            var role = String.valueOf(fact.detail().get("role"));
            switch (role) {
                case "bin-folder" -> start(files.in(target), "bin", starts);
                case "bin" -> start(files.matching(target), fact.value().replace(':', ' '), starts);
                case "mcp-name", "types", "man" -> {}
                // Sources that a build tool asks for by a condition of its own: Node never loads
                // TypeScript from an installed package.
                case EntryPoints.CUSTOM_EXPORTS ->
                        start(
                                files.matching(target).stream()
                                        .filter(file -> !TYPESCRIPT.matcher(file).find())
                                        .toList(),
                                "exports",
                                starts);
                default -> start(files.matching(target), role, starts);
            }
        }
        if (manifest.text("main") == null && tree.files().containsKey(FALLBACK_MAIN)) {
            starts.putIfAbsent(FALLBACK_MAIN, "main");
        }
        return starts;
    }

    /** A command that people run says more than an entry that code may import. */
    private static void start(
            Collection<String> files, String by, SortedMap<String, String> starts) {
        for (var file : files) {
            starts.merge(file, by, (one, other) -> other.startsWith("bin") ? other : one);
        }
    }

    /** The declared facts. */
    public List<Fact> facts(DependencyUse use) {
        var facts = new ArrayList<>(EntryPoints.of(manifest));
        facts.addAll(Dependencies.of(manifest, tree.files(), use));
        licence(facts);
        return facts;
    }

    private void licence(List<Fact> facts) {
        var plain = manifest.text("license");
        var typed = manifest.text("license", "type");
        if (plain != null) {
            facts.add(licence(plain, "license"));
        } else if (typed != null) {
            facts.add(licence(typed, "license"));
        }
        for (var old : manifest.at("licenses").values()) {
            if (old.path("type").isString()) {
                facts.add(licence(old.path("type").stringValue(), "licenses"));
            }
        }
    }

    private Fact licence(String name, String key) {
        return new Fact(
                FindingKind.LICENCE, name, null, true, Via.PLAIN, manifest.evidence(key), Map.of());
    }
}
