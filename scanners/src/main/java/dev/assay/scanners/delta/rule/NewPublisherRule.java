package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.LinkedHashSet;
import java.util.List;

/** An account that never published this package before. */
final class NewPublisherRule implements PublisherRule {

    @Override
    public String id() {
        return "new-publisher";
    }

    @Override
    public FindingKind kind() {
        return FindingKind.PUBLISHER_CHANGED;
    }

    @Override
    public List<Judgement> judge(PublisherCase publishing) {
        var own = publishing.publication().orElse(null);
        var known = new LinkedHashSet<String>();
        for (var each : publishing.earlier()) {
            var account = each.account();
            if (account != null) {
                // The last of them is named, so it has to stand last.
                known.remove(account);
                known.add(account);
            }
        }
        if (own == null
                || known.isEmpty()
                || own.account() != null && known.contains(own.account())) {
            return List.of();
        }
        var change = publishing.change();
        if (own.trustedPublisher() != null) {
            // Nobody's account: a build that the package's owners have named as its publisher.
            return List.of(
                    judgement(
                            change,
                            Severity.LOW,
                            own.trustedPublisher(),
                            "Published by the trusted publisher "
                                    + own.trustedPublisher()
                                    + " for the first time, before by "
                                    + known.getLast()));
        }
        var account = own.account();
        return List.of(
                judgement(
                        change,
                        publishing.before() == null ? Severity.MEDIUM : Severity.HIGH,
                        account == null ? "not named" : account,
                        account == null
                                ? "The registry names who published every earlier version, and"
                                        + " nobody for this one"
                                : "Published by "
                                        + account
                                        + ", who published no earlier version; the last was by "
                                        + known.getLast()));
    }
}
