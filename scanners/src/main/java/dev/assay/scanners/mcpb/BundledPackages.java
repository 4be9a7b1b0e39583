package dev.assay.scanners.mcpb;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.manifest.ManifestAnalyser;
import dev.assay.scanners.manifest.NpmManifest;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The packages that a bundle brings along, as npm and pip put them. */
final class BundledPackages {

    private static final int MOST = 2_000;

    /** A folder of {@code node_modules} that npm puts a package in, at any depth. */
    private static final Pattern NPM =
            Pattern.compile("((?:.*/)?node_modules/((?:@[^/]+/)?[^@./][^/]*)/)" + NpmManifest.FILE);

    private static final Pattern PYTHON =
            Pattern.compile("(?:.*/)?([A-Za-z0-9][\\w.]*)-(\\d[\\w.!+]*)\\.dist-info/METADATA");

    private final PackageTree tree;
    private final List<Fact> facts = new ArrayList<>();
    private final Collection<String> starts = new TreeSet<>();

    BundledPackages(PackageTree tree) {
        this.tree = tree;
        var count = 0;
        for (var file : tree.files().keySet()) {
            var npm = NPM.matcher(file);
            var python = PYTHON.matcher(file);
            if (npm.matches() && count++ < MOST) {
                npm(npm.group(1), npm.group(2));
            } else if (python.matches() && count++ < MOST) {
                facts.add(fact(python.group(1), python.group(2), "pypi", file));
            }
        }
    }

    /** One fact for each, with its name and version. */
    List<Fact> facts() {
        return facts;
    }

    /** The files by which each of them is imported. */
    Collection<String> starts() {
        return starts;
    }

    private void npm(String folder, String name) {
        var own = new PackageTree(Purl.npm(name, null), null, below(folder), List.of());
        var version = "";
        if (NpmManifest.read(own) instanceof NpmManifest.Reading.Read(var manifest)) {
            version = Objects.requireNonNullElse(manifest.text("version"), "");
            new ManifestAnalyser(manifest, own)
                    .roots().stream().map(folder::concat).forEach(starts::add);
        }
        facts.add(fact(name, version, "npm", folder + NpmManifest.FILE));
    }

    /** What lies in a folder, without what lies in packages below it. */
    private SortedMap<String, byte[]> below(String folder) {
        var below = new TreeMap<String, byte[]>();
        for (var each : tree.files().tailMap(folder).entrySet()) {
            if (!each.getKey().startsWith(folder)) {
                break;
            }
            var path = each.getKey().substring(folder.length());
            if (!path.startsWith("node_modules/")) {
                below.put(path, each.getValue());
            }
        }
        return below;
    }

    private Fact fact(String name, String version, String type, String file) {
        return new Fact(
                FindingKind.DEPENDENCY_SOURCE,
                name,
                null,
                true,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), file, 0, 0, null, ""),
                Map.of("source", "in-bundle", "range", version, "type", type));
    }
}
