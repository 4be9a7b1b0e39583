package dev.assay.registry.workflow;

import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.policy.Effect;
import dev.assay.registry.policy.FindingFacts;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.Rule;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.policy.WaiverTerms;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What keeps a snapshot from being approved: the rules it breaks that block or require. */
final class Blockers {

    private static final int NAMED_VALUES = 3;
    private static final int DIGEST_DIGITS = 16;

    private static final int MOST_DELTAS = 32;
    private static final JsonMapper JSON = new JsonMapper();

    private final SnapshotStore snapshots;
    private final BlobStore blobs;
    private final Policies policies;

    /** Findings of the deltas that were asked for last: they never change. */
    private final Map<Sha256, List<Finding>> deltas =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<Sha256, List<Finding>> eldest) {
                            return size() > MOST_DELTAS;
                        }
                    });

    Blockers(SnapshotStore snapshots, BlobStore blobs, Policies policies) {
        this.snapshots = snapshots;
        this.blobs = blobs;
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
        var terms = terms();
        var rules = broken(snapshot);
        var findings = rules.isEmpty() ? List.<Finding>of() : findings(snapshot);
        var broken =
                rules.stream()
                        .map(
                                each ->
                                        blocker(
                                                each,
                                                terms.getOrDefault(each.id(), WaiverTerms.NEVER),
                                                snapshot.purl(),
                                                findings))
                        .toList();
        // A verdict that no rule explains is not ours to waive.
        return broken.isEmpty() && snapshot.verdict() == Verdict.BLOCK
                ? List.of(
                        new Blocker(
                                Waiver.TargetKind.RULE,
                                "verdict",
                                String.join("; ", snapshot.reasons()),
                                "",
                                0,
                                Places.of(List.of()),
                                List.of()))
                : broken;
    }

    /** Every finding that is more than a note, each with how long it may be accepted. */
    List<Blocker> findings(Sha256 digest) {
        var snapshot = snapshot(digest);
        var terms = terms();
        var rules = broken(snapshot);
        return findings(snapshot).stream()
                .filter(each -> each.severity().atLeast(Severity.LOW))
                .map(each -> finding(each, mostDays(each, snapshot.purl(), rules, terms)))
                .toList();
    }

    private Map<String, WaiverTerms> terms() {
        return policies.inForce().rules().stream()
                .collect(Collectors.toMap(Rule::id, Rule::waiver));
    }

    private static List<RuleResult> broken(Snapshot snapshot) {
        return snapshot.rules().stream()
                .filter(RuleResult::isBroken)
                .filter(each -> each.effect() == Effect.BLOCK || each.effect() == Effect.REQUIRE)
                .toList();
    }

    /** What a rule does not let anybody waive is not accepted finding by finding either. */
    private static int mostDays(
            Finding finding,
            String release,
            List<RuleResult> rules,
            Map<String, WaiverTerms> terms) {
        return rules.stream()
                .filter(rule -> rule.values().contains(line(finding, release)))
                .mapToInt(rule -> terms.getOrDefault(rule.id(), WaiverTerms.NEVER).maxDays())
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static Blocker finding(Finding finding, int mostDays) {
        return new Blocker(
                Waiver.TargetKind.FINDING,
                finding.id(),
                finding.title(),
                "",
                mostDays,
                Places.of(List.of(finding)),
                List.of());
    }

    private static String line(Finding finding, String release) {
        return RuleResult.value(FindingFacts.line(finding, release));
    }

    private List<Finding> findings(Snapshot snapshot) {
        return deltas.computeIfAbsent(snapshot.delta(), this::read);
    }

    private List<Finding> read(Sha256 delta) {
        try {
            var bytes =
                    blobs.read(delta)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "the delta " + delta + " is not kept"));
            return JSON.readValue(bytes, Delta.class).findings();
        } catch (IOException e) {
            throw new UncheckedIOException("the delta " + delta + " cannot be read", e);
        }
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
    private static Blocker blocker(
            RuleResult rule, WaiverTerms terms, String release, List<Finding> findings) {
        var values = String.join("\n", rule.values());
        var named = rule.values().stream().limit(NAMED_VALUES).collect(Collectors.joining("; "));
        var text = rule.message() + (named.isEmpty() ? "" : ": " + named);
        var target =
                rule.id()
                        + "@"
                        + Sha256.of(values.getBytes(StandardCharsets.UTF_8))
                                .hex()
                                .substring(0, DIGEST_DIGITS);
        var breaking =
                findings.stream()
                        .filter(each -> rule.values().contains(line(each, release)))
                        .toList();
        var lines = breaking.stream().map(each -> line(each, release)).collect(Collectors.toSet());
        return new Blocker(
                Waiver.TargetKind.RULE,
                target,
                text,
                rule.remedy(),
                terms.maxDays(),
                Places.of(breaking),
                // Of a rule that something else breaks too, its findings are not all there is.
                lines.containsAll(rule.values())
                        ? breaking.stream().map(each -> finding(each, terms.maxDays())).toList()
                        : List.of());
    }
}
