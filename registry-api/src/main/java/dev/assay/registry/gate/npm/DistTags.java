package dev.assay.registry.gate.npm;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags that point at what may leave: a dangling tag breaks {@code npm view} and pnpm. */
final class DistTags {

    private static final String LATEST = "latest";

    private DistTags() {}

    /**
     * Re-points tags. A tag whose version is not approved goes to the highest approved one below
     * it, never to one that was merely published later; where there is none, the tag goes.
     *
     * @param upstream the upstream's tags, null while it is away
     * @param allowed the versions that may leave, at least one
     */
    static Map<String, String> repointed(
            @Nullable Map<String, String> upstream, Collection<String> allowed) {
        var tags = new LinkedHashMap<String, String>();
        if (upstream != null) {
            upstream.forEach(
                    (tag, version) -> {
                        if (allowed.contains(version)) {
                            tags.put(tag, version);
                        } else {
                            SemverOrder.highestUpTo(allowed, version)
                                    .ifPresent(lower -> tags.put(tag, lower));
                        }
                    });
        }
        if (!tags.containsKey(LATEST)) {
            // npm installs nothing without it, and above the upstream's there may be all we have.
            SemverOrder.highest(allowed).ifPresent(version -> tags.put(LATEST, version));
        }
        return tags;
    }
}
