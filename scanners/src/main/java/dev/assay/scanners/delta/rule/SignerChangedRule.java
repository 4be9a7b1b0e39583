package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.KeyClaims.Trust;
import dev.assay.scanners.signature.Proof;

import java.util.ArrayList;
import java.util.List;

/** Another key or identity than that of the older version, where both are verified. */
final class SignerChangedRule implements PublisherRule {

    @Override
    public String id() {
        return "signer";
    }

    @Override
    public FindingKind kind() {
        return FindingKind.PUBLISHER_CHANGED;
    }

    @Override
    public List<Judgement> judge(PublisherCase publishing) {
        var before = publishing.before();
        if (before == null) {
            return List.of();
        }
        var judgements = new ArrayList<Judgement>();
        for (var each : publishing.now().signatures().own()) {
            var own = each.outcome().claimed().orElse(null);
            var then =
                    before.signatures()
                            .own(each.kind())
                            .flatMap(outcome -> outcome.claimed())
                            .orElse(null);
            if (own != null && then != null && !own.signer().equals(then.signer())) {
                judgements.add(changed(each, then, own, before.version()));
            }
        }
        return judgements;
    }

    /** Anybody has a certificate; a key that is configured here is not anybody's. */
    private Judgement changed(Proof proof, KeyClaims then, KeyClaims own, String version) {
        return judgement(
                Change.CHANGED,
                own.trust() == Trust.CERTIFICATE ? Severity.HIGH : Severity.MEDIUM,
                own.signer(),
                "The "
                        + proof.kind().words()
                        + " is by "
                        + own.keyId()
                        + "; that of "
                        + version
                        + " was by "
                        + then.keyId());
    }
}
