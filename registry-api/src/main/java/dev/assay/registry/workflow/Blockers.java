package dev.assay.registry.workflow;

import dev.assay.inventory.review.Waiver;
import dev.assay.registry.policy.Effect;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.Rule;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.policy.WaiverTerms;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps a snapshot from being approved: the rules it breaks that block or require. */
final class Blockers {

    private static final int NAMED_VALUES = 3;
    private static final int DIGEST_DIGITS = 16;

    private final SnapshotStore snapshots;
    private final Policies policies;

    Blockers(SnapshotStore snapshots, Policies policies) {
        this.snapshots = snapshots;
        this.policies = policies;
    }

    /** Whether the snapshot was judged by a policy that is no longer in force. */
    boolean isStale(Sha256 digest) {
        return !policies.inForce().digest().equals(snapshot(digest).policy());
    }

    Verdict verdict(Sha256 digest) {
        return snapshot(digest).verdict();
    }

    /** Everything that has to be waived before the snapshot can be approved. */
    List<Blocker> of(Sha256 digest) {
        var snapshot = snapshot(digest);
        var terms =
                policies.inForce().rules().stream()
                        .collect(Collectors.toMap(Rule::id, Rule::waiver));
        var broken =
                snapshot.rules().stream()
                        .filter(RuleResult::isBroken)
                        .filter(
                                each ->
                                        each.effect() == Effect.BLOCK
                                                || each.effect() == Effect.REQUIRE)
                        .map(
                                each ->
                                        blocker(
                                                each,
                                                terms.getOrDefault(each.id(), WaiverTerms.NEVER)))
                        .toList();
        // A verdict that no rule explains is not ours to waive.
        return broken.isEmpty() && snapshot.verdict() == Verdict.BLOCK
                ? List.of(
                        new Blocker(
                                Waiver.TargetKind.RULE,
                                "verdict",
                                String.join("; ", snapshot.reasons()),
                                "",
                                0))
                : broken;
    }

    private Snapshot snapshot(Sha256 digest) {
        try {
            return snapshots
                    .find(digest)
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "the snapshot " + digest + " is not kept"));
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot " + digest + " cannot be read", e);
        }
    }

    /**
     * A waiver is of a rule with exactly what breaks it: another value that breaks the same rule
     * later was accepted by nobody.
     */
    private static Blocker blocker(RuleResult rule, WaiverTerms terms) {
        var values = String.join("\n", rule.values());
        var named = rule.values().stream().limit(NAMED_VALUES).collect(Collectors.joining("; "));
        var text = rule.message() + (named.isEmpty() ? "" : ": " + named);
        var target =
                rule.id()
                        + "@"
                        + Sha256.of(values.getBytes(StandardCharsets.UTF_8))
                                .hex()
                                .substring(0, DIGEST_DIGITS);
        return new Blocker(Waiver.TargetKind.RULE, target, text, rule.remedy(), terms.maxDays());
    }
}
