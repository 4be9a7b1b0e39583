package dev.assay.registry.gate.mcpb;

import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.GateSnapshot;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bundles that a snapshot knows of, by their digests. */
final class BundleIndex {

    private final GateSnapshot snapshot;
    private final Map<Sha256, List<Purl>> byDigest = new HashMap<>();

    private BundleIndex(GateSnapshot snapshot) {
        this.snapshot = snapshot;
        for (var release : snapshot.releases()) {
            BundleAddress.of(release.purl())
                    .ifPresent(
                            bundle ->
                                    byDigest.computeIfAbsent(
                                                    bundle.sha256(), any -> new ArrayList<>(1))
                                            .add(release.purl()));
        }
    }

    /**
     * The index of a snapshot.
     *
     * @param before the index of an earlier one, or null
     */
    static BundleIndex of(GateSnapshot snapshot, @Nullable BundleIndex before) {
        return before != null && before.snapshot == snapshot ? before : new BundleIndex(snapshot);
    }

    /** The release with these bytes; where they are at several addresses, one that may leave. */
    Optional<Purl> find(Sha256 digest, Scope scope) {
        var known = byDigest.getOrDefault(digest, List.of());
        return known.stream()
                .filter(each -> scope.decide(each) instanceof Decision.Allowed)
                .findFirst()
                .or(() -> known.stream().findFirst());
    }
}
