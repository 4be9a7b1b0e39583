package dev.assay.registry.workflow;

import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.policy.RuleSet;
import dev.assay.scanners.delta.Verdict;

import java.util.Optional;
import java.util.stream.Collectors;

/** Why the policy keeps a snapshot from being approved. */
final class PolicyObjection {

    private PolicyObjection() {}

    /**
     * @return empty where the policy has nothing against it
     */
    static Optional<String> to(Snapshot snapshot, RuleSet policy) {
        if (snapshot.facts() == null) {
            return Optional.of(
                    "it was vetted by an Assay that had no policies yet; have it vetted again");
        }
        if (!policy.digest().equals(snapshot.policy())) {
            return Optional.of(
                    "the policy has changed since this was judged, and it is being judged anew;"
                            + " load the page again in a minute");
        }
        if (snapshot.verdict() == Verdict.BLOCK) {
            return Optional.of(
                    "the verdict is block and cannot be overruled here: "
                            + String.join("; ", snapshot.reasons())
                            + ". Reject it, or ask for a version without that");
        }
        var unmet = snapshot.unmet();
        return unmet.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the policy requires what does not hold yet: "
                                + unmet.stream()
                                        .map(PolicyObjection::sentence)
                                        .collect(Collectors.joining(" ")));
    }

    private static String sentence(RuleResult rule) {
        var message = rule.message();
        return message + (message.endsWith(".") ? " " : ". ") + rule.remedy();
    }
}
