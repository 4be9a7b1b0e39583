package dev.assay.scanners.manifest;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** The packages that installing this one brings along, and those that come from odd places. */
final class Dependencies {

    private static final Map<String, String> GROUPS =
            Map.of(
                    "dependencies", "dependencies",
                    "optionalDependencies", "optional",
                    "peerDependencies", "peer");

    private Dependencies() {}

    static List<Fact> of(NpmManifest manifest, SortedMap<String, byte[]> files, DependencyUse use) {
        var facts = new ArrayList<Fact>();
        var bundled = bundled(manifest, files);
        GROUPS.forEach(
                (key, group) ->
                        manifest.texts(key)
                                .forEach(
                                        (name, range) -> {
                                            if (!isOverridden(manifest, key, name)) {
                                                facts.add(
                                                        added(
                                                                manifest, key, group, name, range,
                                                                use));
                                                exotic(manifest, key, name, range, facts);
                                            }
                                        }));
        for (var name : bundled) {
            var detail = Map.<String, Object>of("source", "bundled", "range", "");
            facts.add(
                    new Fact(
                            FindingKind.DEPENDENCY_SOURCE,
                            name,
                            null,
                            true,
                            Via.PLAIN,
                            manifest.evidence("bundleDependencies"),
                            detail));
        }
        return facts;
    }

    /** npm moves what stands in both groups to the optional one. */
    private static boolean isOverridden(NpmManifest manifest, String key, String name) {
        return key.equals("dependencies") && manifest.text("optionalDependencies", name) != null;
    }

    private static Fact added(
            NpmManifest manifest,
            String key,
            String group,
            String name,
            String range,
            DependencyUse use) {
        var detail = new HashMap<String, Object>();
        detail.put("range", range);
        detail.put("group", group);
        detail.put("imported", use.of(name));
        return new Fact(
                FindingKind.DEPENDENCY_ADDED,
                name,
                null,
                true,
                Via.PLAIN,
                manifest.evidence(key, name),
                detail);
    }

    private static void exotic(
            NpmManifest manifest, String key, String name, String range, List<Fact> facts) {
        var source = DependencySource.of(range);
        if (source != DependencySource.REGISTRY) {
            facts.add(
                    new Fact(
                            FindingKind.DEPENDENCY_SOURCE,
                            name,
                            null,
                            true,
                            Via.PLAIN,
                            manifest.evidence(key, name),
                            Map.of("source", source.word(), "range", range)));
        }
    }

    private static Set<String> bundled(NpmManifest manifest, SortedMap<String, byte[]> files) {
        var names = new LinkedHashSet<String>();
        for (var key : List.of("bundleDependencies", "bundledDependencies")) {
            for (var name : manifest.at(key).values()) {
                if (name.isString()) {
                    names.add(name.stringValue());
                }
            }
        }
        var prefix = "node_modules/";
        for (var path : files.tailMap(prefix).keySet()) {
            if (!path.startsWith(prefix)) {
                break;
            }
            var parts = path.substring(prefix.length()).split("/", 3);
            if (parts.length > 1 && !parts[0].startsWith(".")) {
                names.add(parts[0].startsWith("@") ? parts[0] + "/" + parts[1] : parts[0]);
            }
        }
        return names;
    }
}
