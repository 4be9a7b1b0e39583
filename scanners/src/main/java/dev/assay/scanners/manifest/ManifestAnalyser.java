package dev.assay.scanners.manifest;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
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
        var files = new PackageFiles(tree.files());
        var roots = new TreeSet<String>();
        for (var fact : EntryPoints.of(manifest)) {
            var target = String.valueOf(fact.detail().get("target"));
            switch (String.valueOf(fact.detail().get("role"))) {
                case "bin-folder" -> roots.addAll(files.in(target));
                case "mcp-name", "types", "man" -> {}
                // Sources that a build tool asks for by a condition of its own: Node never loads
                // TypeScript from an installed package.
                case EntryPoints.CUSTOM_EXPORTS ->
                        files.matching(target).stream()
                                .filter(file -> !TYPESCRIPT.matcher(file).find())
                                .forEach(roots::add);
                default -> roots.addAll(files.matching(target));
            }
        }
        if (manifest.text("main") == null && tree.files().containsKey(FALLBACK_MAIN)) {
            roots.add(FALLBACK_MAIN);
        }
        return roots;
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
