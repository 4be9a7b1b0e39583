package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/** What no honest archive holds; it counts in every version, new or not (signals ART-TRAVERSAL). */
final class ArchiveHazardRule implements Rule {

    @Override
    public FindingKind kind() {
        return FindingKind.ARCHIVE_HAZARD;
    }

    @Override
    public String key(Fact fact) {
        return fact.value() + " " + Details.text(fact, "problem");
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (sighting.now().isEmpty()) {
            return List.of();
        }
        var fresh = sighting.before().isEmpty() && comparison.basis() != Basis.PRESENCE;
        var problem = Details.text(sighting.fact(), "problem");
        var title = "The archive is not what it seems: " + sighting.value() + ": " + problem;
        return List.of(
                Judgement.of(sighting, fresh ? Change.ADDED : Change.PRESENT, Severity.HIGH, title)
                        .told(problem));
    }
}
