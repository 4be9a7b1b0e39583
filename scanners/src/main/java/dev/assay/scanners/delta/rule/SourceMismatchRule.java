package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.List;

/**
 * Where a package's own manifest says other than its files do (an MCP bundle's tools and entry
 * point). What two manifests disagree about is told by {@code DeclaredManifest}.
 */
final class SourceMismatchRule extends CapabilityRule {

    SourceMismatchRule() {
        super(FindingKind.SOURCE_MISMATCH);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.ADDED);
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return told(sighting, change);
    }

    private static List<Judgement> told(Sighting sighting, Change change) {
        var words = Details.text(sighting.fact(), "words");
        return one(
                sighting, change, Severity.MEDIUM, Sentences.cut("The bundle's manifest " + words));
    }
}
