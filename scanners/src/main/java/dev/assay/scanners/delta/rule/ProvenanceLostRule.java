package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.publisher.Publication;
import dev.assay.scanners.signature.Outcome;

import java.util.ArrayList;
import java.util.List;

/**
 * A proof that the older version had and the newer one has not. Few packages have any, so that
 * losing it is rare and telling.
 */
final class ProvenanceLostRule implements PublisherRule {

    @Override
    public String id() {
        return "provenance-lost";
    }

    @Override
    public FindingKind kind() {
        return FindingKind.PROVENANCE_LOST;
    }

    @Override
    public List<Judgement> judge(PublisherCase publishing) {
        var judgements = new ArrayList<Judgement>();
        var before = publishing.before();
        var now = publishing.now().signatures();
        var verifiedLost = false;
        if (before != null) {
            var then = before.signatures();
            verifiedLost = lost(judgements, "provenance", then.provenance(), now.provenance());
            lost(judgements, "publication attestation", then.publication(), now.publication());
            lost(judgements, "registry signature", then.registry(), now.registry());
            for (var each : then.own()) {
                // A kind that is not looked at any more was not lost by anybody.
                now.own(each.kind())
                        .ifPresent(
                                own ->
                                        lost(
                                                judgements,
                                                each.kind().words(),
                                                each.outcome(),
                                                own,
                                                // Somebody unknown signed it, as likely as not.
                                                Severity.HIGH));
            }
            runner(judgements, publishing);
        }
        if (!verifiedLost) {
            claims(judgements, publishing, now.provenance());
        }
        token(judgements, publishing);
        return judgements;
    }

    private boolean lost(List<Judgement> judgements, String what, Outcome<?> then, Outcome<?> now) {
        return lost(judgements, what, then, now, Severity.MEDIUM);
    }

    /**
     * @param unknown how severe it is where nobody can say whether it is gone
     */
    private boolean lost(
            List<Judgement> judgements,
            String what,
            Outcome<?> then,
            Outcome<?> now,
            Severity unknown) {
        if (!(then instanceof Outcome.Verified) || now instanceof Outcome.Verified) {
            return false;
        }
        // What is invalid is told by itself, and blocks.
        if (!(now instanceof Outcome.Invalid)) {
            var absent = now instanceof Outcome.Absent;
            judgements.add(
                    judgement(
                            absent ? Change.REMOVED : Change.CHANGED,
                            absent ? Severity.HIGH : unknown,
                            what,
                            "The "
                                    + what
                                    + " of the older version was verified; of this one it "
                                    + (absent ? "is " : "was ")
                                    + now.state()
                                    + ": "
                                    + now.reason()));
        }
        return true;
    }

    /** By the registry's claims, where nothing was verified or nothing is compared. */
    private void claims(
            List<Judgement> judgements, PublisherCase publishing, Outcome<?> provenance) {
        var own = publishing.publication().orElse(null);
        var earlier = publishing.earlier();
        if (own == null
                || own.attested()
                || provenance instanceof Outcome.Verified
                || earlier.isEmpty()) {
            return;
        }
        var last = publishing.compared().orElse(earlier.getLast());
        if (last.attested()) {
            judgements.add(
                    judgement(
                            Change.REMOVED,
                            Severity.HIGH,
                            "attestation",
                            "The registry lists an attestation for "
                                    + last.version()
                                    + " and none for this version"));
        }
    }

    /** A machine of one's own does what its owner wants, and proves less. */
    private void runner(List<Judgement> judgements, PublisherCase publishing) {
        var before = publishing.before();
        var then = before == null ? null : before.signatures().build().orElse(null);
        var now = publishing.now().signatures().build().orElse(null);
        if (then == null || now == null) {
            return;
        }
        if (!now.issuer().equals(then.issuer())) {
            judgements.add(
                    judgement(
                            Change.CHANGED,
                            Severity.HIGH,
                            now.issuer(),
                            "Another service vouches for the build: "
                                    + now.issuer()
                                    + ", before "
                                    + then.issuer()));
        }
        if (!now.runner().equals(then.runner())) {
            judgements.add(
                    judgement(
                            Change.CHANGED,
                            Severity.MEDIUM,
                            "runner " + now.runner(),
                            "The build ran on another kind of machine: "
                                    + (now.runner().isEmpty() ? "not said" : now.runner())
                                    + ", before "
                                    + then.runner()));
        }
    }

    /** Published by a service without a token before, and with somebody's token now. */
    private void token(List<Judgement> judgements, PublisherCase publishing) {
        var own = publishing.publication().orElse(null);
        var earlier = publishing.earlier();
        if (own == null || own.trustedPublisher() != null || earlier.isEmpty()) {
            return;
        }
        var last = publishing.compared().orElse(earlier.getLast());
        if (last.trustedPublisher() != null) {
            judgements.add(
                    judgement(
                            Change.CHANGED,
                            Severity.HIGH,
                            "token",
                            "Version "
                                    + last.version()
                                    + " was published by the trusted publisher "
                                    + last.trustedPublisher()
                                    + ", this one with the token of "
                                    + account(own)));
        }
    }

    static String account(Publication publication) {
        var account = publication.account();
        return account == null ? "an account that is not named" : account;
    }
}
