package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Map;

/** What is wrong with the archive itself, as facts. */
final class ArchiveHazards {

    private ArchiveHazards() {}

    static List<Fact> in(PackageTree tree) {
        return tree.hazards().stream().map(hazard -> fact(tree, hazard)).toList();
    }

    private static Fact fact(PackageTree tree, PackageTree.ArchiveHazard hazard) {
        return new Fact(
                FindingKind.ARCHIVE_HAZARD,
                hazard.entry(),
                null,
                true,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), hazard.entry(), 0, 0, null, ""),
                Map.of("problem", hazard.problem()));
    }
}
