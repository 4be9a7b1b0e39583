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

    /** A key of the manifest, and what the facts call it. */
    private record Group(String key, String word) {}

    private static final List<Group> GROUPS =
            List.of(
                    new Group("dependencies", "dependencies"),
                    new Group("optionalDependencies", "optional"),
                    new Group("peerDependencies", "peer"));

    private static final String UNDECLARED = "undeclared";

    private Dependencies() {}

    static List<Fact> of(NpmManifest manifest, SortedMap<String, byte[]> files, DependencyUse use) {
        var facts = new ArrayList<Fact>();
        var bundled = bundled(manifest, files);
        for (var group : GROUPS) {
            var listed = manifest.texts(group.key());
            for (var name : listed.keySet()) {
                if (!isOverridden(manifest, group.key(), name)) {
                    var range = listed.getOrDefault(name, "");
                    facts.add(added(manifest, group, name, range, use));
                    exotic(manifest, group.key(), name, range, facts);
                }
            }
        }
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
        overridden(manifest, facts);
        undeclared(manifest, bundled, use, facts);
        facts.addAll(Shrinkwrap.in(files, manifest.packageUrl()));
        return facts;
    }

    /** npm obeys these in a project alone, not in what it installs; others differ. */
    private static void overridden(NpmManifest manifest, List<Fact> facts) {
        for (var key : List.of("overrides", "resolutions")) {
            for (var member : manifest.at(key).properties()) {
                var value = member.getValue();
                var range = value.isString() ? value.stringValue() : value.toString();
                facts.add(
                        new Fact(
                                FindingKind.DEPENDENCY_SOURCE,
                                member.getKey(),
                                null,
                                true,
                                Via.PLAIN,
                                manifest.evidence(key, member.getKey()),
                                Map.of("source", "override", "range", range)));
            }
        }
    }

    /** What code loads and nobody declares: whoever owns the name decides what that is. */
    private static void undeclared(
            NpmManifest manifest, Set<String> bundled, DependencyUse use, List<Fact> facts) {
        for (var name : use.imported()) {
            var declared =
                    bundled.contains(name)
                            || name.equals(manifest.text("name"))
                            || GROUPS.stream()
                                    .anyMatch(group -> manifest.text(group.key(), name) != null);
            if (!declared) {
                facts.add(
                        new Fact(
                                FindingKind.DEPENDENCY_ADDED,
                                name,
                                null,
                                true,
                                Via.PLAIN,
                                manifest.evidence("dependencies"),
                                Map.of("range", "", "group", UNDECLARED, "imported", "code")));
            }
        }
    }

    /** npm moves what stands in both groups to the optional one. */
    private static boolean isOverridden(NpmManifest manifest, String key, String name) {
        return key.equals("dependencies") && manifest.text("optionalDependencies", name) != null;
    }

    private static Fact added(
            NpmManifest manifest, Group group, String name, String range, DependencyUse use) {
        var detail = new HashMap<String, Object>();
        detail.put("range", range);
        detail.put("group", group.word());
        detail.put("imported", use.of(name));
        if (manifest.at("peerDependenciesMeta").path(name).path("optional").asBoolean(false)
                && group.word().equals("peer")) {
            detail.put("mayBeMissing", true);
        }
        return new Fact(
                FindingKind.DEPENDENCY_ADDED,
                name,
                null,
                true,
                Via.PLAIN,
                manifest.evidence(group.key(), name),
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
