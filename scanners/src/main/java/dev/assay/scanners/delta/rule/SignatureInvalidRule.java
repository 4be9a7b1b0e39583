package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.signature.Outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A signature or attestation that is there and does not hold. */
final class SignatureInvalidRule implements PublisherRule {

    @Override
    public String id() {
        return "signature-invalid";
    }

    @Override
    public FindingKind kind() {
        return FindingKind.SIGNATURE_INVALID;
    }

    @Override
    public List<Judgement> judge(PublisherCase publishing) {
        var judgements = new ArrayList<Judgement>();
        for (var each : publishing.now().signatures().all()) {
            add(judgements, each.what(), each.outcome());
        }
        return judgements;
    }

    private void add(List<Judgement> judgements, String what, Outcome<?> outcome) {
        var defect = outcome.defectOrNull();
        if (defect != null) {
            judgements.add(
                    new Judgement(
                            kind(),
                            Change.PRESENT,
                            Severity.CRITICAL,
                            what,
                            id(),
                            "The " + what + " is invalid: " + outcome.reason(),
                            List.of(),
                            Map.of("rule", id(), "defect", defect.words())));
        }
    }
}
