package dev.assay.scanners.delta;

import dev.assay.scanners.artifact.git.GitManifest;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of the manifests in a tree of sources. Who looks at the tree alone has to say of
 * each that nothing of it is resolved; its closure knows better of some.
 */
final class SourceManifests {

    private SourceManifests() {}

    /** The delta of a commit, without what its closure has resolved, and with why it has not. */
    static Delta told(Delta delta, LockedPackage locked) {
        if (GitPlace.of(locked.purl()).isEmpty()) {
            return delta;
        }
        var needs = new HashMap<String, GitManifest.Need>();
        GitManifest.read(locked.manifest())
                .ifPresent(read -> read.needs().forEach(each -> needs.put(each.manifest(), each)));
        if (needs.isEmpty()) {
            return delta;
        }
        var findings =
                delta.findings().stream().flatMap(each -> told(each, needs).stream()).toList();
        return Deltas.of(delta.from(), delta.to(), delta.coverage(), findings);
    }

    private static Optional<Finding> told(Finding finding, Map<String, GitManifest.Need> needs) {
        var need = finding.kind() == FindingKind.COVERAGE ? needs.get(finding.value()) : null;
        if (need == null || !Boolean.TRUE.equals(finding.detail().get("missing"))) {
            return Optional.of(finding);
        }
        if (need.reason() == null) {
            return Optional.empty();
        }
        var detail = new HashMap<>(finding.detail());
        detail.put("why", need.reason());
        return Optional.of(
                new Finding(
                        finding.id(),
                        finding.kind(),
                        finding.change(),
                        finding.severity(),
                        finding.value(),
                        finding.title() + ", because " + need.reason(),
                        finding.reachable(),
                        finding.via(),
                        finding.evidence(),
                        detail));
    }
}
