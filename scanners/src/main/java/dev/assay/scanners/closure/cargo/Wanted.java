package dev.assay.scanners.closure.cargo;

import dev.assay.scanners.artifact.cargo.CrateDependency;
import dev.assay.scanners.artifact.cargo.IndexEntry;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What features of one version turn on (Cargo book, "Features"): {@code dep:name}, {@code
 * name/feature}, {@code name?/feature}, and optional dependencies by their own name.
 *
 * @param features all that are on
 * @param dependencies that are turned on, with what is asked of each by features
 */
record Wanted(Set<String> features, Map<CrateDependency, Set<String>> dependencies) {

    /**
     * Turns features on.
     *
     * @param asked names of features
     * @param defaults whether {@code default} is one, where there is such
     * @param weakly whether {@code name?/feature} turns {@code name} on, as it does for the choice
     *     of versions
     * @return empty where there is no feature of a name that is asked for
     */
    static Optional<Wanted> of(
            IndexEntry entry, Set<String> asked, boolean defaults, boolean weakly) {
        var implied = implied(entry);
        var on = new TreeSet<String>();
        var turned = new HashSet<String>();
        var extra = new HashMap<String, Set<String>>();
        var weak = new HashMap<String, Set<String>>();
        var queue = new ArrayDeque<>(asked);
        if (defaults && entry.features().containsKey("default")) {
            queue.add("default");
        }
        while (!queue.isEmpty()) {
            var each = queue.poll();
            if (each.startsWith("dep:")) {
                turned.add(each.substring(4));
                continue;
            }
            var slash = each.indexOf('/');
            if (slash > 0) {
                var conditional = each.charAt(slash - 1) == '?';
                var name = each.substring(0, conditional ? slash - 1 : slash);
                var feature = each.substring(slash + 1);
                if (conditional && !weakly) {
                    weak.computeIfAbsent(name, n -> new TreeSet<>()).add(feature);
                } else {
                    turned.add(name);
                    extra.computeIfAbsent(name, n -> new TreeSet<>()).add(feature);
                    if (!conditional
                            && (entry.features().containsKey(name) || implied.contains(name))) {
                        queue.add(name);
                    }
                }
                continue;
            }
            if (!on.add(each)) {
                continue;
            }
            var values = entry.features().get(each);
            if (values != null) {
                queue.addAll(values);
            } else if (implied.contains(each)) {
                turned.add(each);
            } else {
                return Optional.empty();
            }
        }
        var dependencies = new LinkedHashMap<CrateDependency, Set<String>>();
        for (var dependency : entry.dependencies()) {
            if (dependency.kind() == CrateDependency.Kind.DEV
                    || dependency.optional() && !turned.contains(dependency.alias())) {
                continue;
            }
            var features = new TreeSet<>(dependency.features());
            features.addAll(extra.getOrDefault(dependency.alias(), Set.of()));
            features.addAll(weak.getOrDefault(dependency.alias(), Set.of()));
            dependencies.put(dependency, features);
        }
        return Optional.of(new Wanted(on, dependencies));
    }

    /** Optional dependencies that no feature names by {@code dep:} are features themselves. */
    private static Set<String> implied(IndexEntry entry) {
        var named = new HashSet<String>();
        for (var values : entry.features().values()) {
            values.stream()
                    .filter(each -> each.startsWith("dep:"))
                    .forEach(each -> named.add(each.substring(4)));
        }
        var implied = new HashSet<String>();
        for (var dependency : entry.dependencies()) {
            if (dependency.optional() && !named.contains(dependency.alias())) {
                implied.add(dependency.alias());
            }
        }
        return implied;
    }
}
