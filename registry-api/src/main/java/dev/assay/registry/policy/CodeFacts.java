package dev.assay.registry.policy;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what a policy may know of a closure's code, one profile after the other. */
public final class CodeFacts {

    /** Places in the release's own code, and in that of its dependencies. */
    private static final class Places {
        private long inRelease;
        private long inDependencies;
    }

    private final List<Map<String, Object>> tools = new ArrayList<>();
    private final Map<FindingKind, Places> capabilities = new TreeMap<>();

    /** Adds one package of the closure. */
    public void add(Profile profile, boolean isRelease) {
        for (var fact : profile.facts()) {
            // A host that is only mentioned is nothing that the code does.
            if (fact.reachable() && !Boolean.FALSE.equals(fact.detail().get("contacted"))) {
                var places = capabilities.computeIfAbsent(fact.kind(), kind -> new Places());
                if (isRelease) {
                    places.inRelease++;
                } else {
                    places.inDependencies++;
                }
            }
        }
        if (isRelease) {
            tools.addAll(OfferedTools.of(profile));
        }
    }

    List<Map<String, Object>> tools() {
        return List.copyOf(tools);
    }

    List<Map<String, Object>> capabilities() {
        return capabilities.entrySet().stream()
                .map(
                        each ->
                                Map.<String, Object>of(
                                        "kind",
                                        each.getKey().wireName(),
                                        "inRelease",
                                        each.getValue().inRelease,
                                        "inDependencies",
                                        each.getValue().inDependencies))
                .toList();
    }
}
