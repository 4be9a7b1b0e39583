package dev.assay.registry.workflow;

import dev.assay.inventory.review.Tiering;
import dev.assay.registry.policy.Effect;
import dev.assay.registry.policy.Judgement;
import dev.assay.registry.policy.RuleResult;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * Everything an approval stands on. The digest of its document is what a reviewer approves: another
 * byte in the artifact, another dependency, another finding, a wider declaration, a newer analysis
 * or another policy is another snapshot.
 *
 * @param schema {@value #SCHEMA}
 * @param purl the release
 * @param artifact its bytes
 * @param closure one line per place in the closure: path, package URL and integrity, in order
 * @param delta the delta document
 * @param domains the declared destinations
 * @param analysis the version of the analysers
 * @param facts the document of everything the policy knew; null in a snapshot from before policies
 * @param policy the digest of the policy; null likewise
 * @param verdict the policy's answer
 * @param reasons why, one line each
 * @param rules what each rule said, the broken ones first
 * @param request the document of what was asked, its answers included; null in a snapshot from
 *     before there were answers
 * @param tiering how much is at stake; null likewise
 * @param tools the document of the tool matrix; null in a snapshot from before there was one
 */
public record Snapshot(
        String schema,
        String purl,
        Sha256 artifact,
        List<String> closure,
        Sha256 delta,
        List<String> domains,
        int analysis,
        @Nullable Sha256 facts,
        @Nullable Sha256 policy,
        Verdict verdict,
        List<String> reasons,
        List<RuleResult> rules,
        @Nullable Sha256 request,
        @Nullable Tiering tiering,
        @Nullable Sha256 tools) {

    public static final String SCHEMA = "assay-snapshot/2";

    public Snapshot {
        Objects.requireNonNull(schema, "schema is null");
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(artifact, "artifact is null");
        Objects.requireNonNull(delta, "delta is null");
        Objects.requireNonNull(verdict, "verdict is null");
        closure = List.copyOf(closure);
        domains = List.copyOf(domains);
        reasons = List.copyOf(reasons);
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** The same, under another policy, or by what is known now. */
    public Snapshot judged(Sha256 knownNow, Judgement judgement) {
        return new Snapshot(
                SCHEMA,
                purl,
                artifact,
                closure,
                delta,
                domains,
                analysis,
                knownNow,
                judgement.policy(),
                judgement.verdict(),
                judgement.reasons(),
                judgement.rules(),
                request,
                tiering,
                tools);
    }

    /** The rules that have to hold, or be waived, before anybody may approve. */
    public List<RuleResult> unmet() {
        return rules.stream()
                .filter(each -> each.isBroken() && each.effect() == Effect.REQUIRE)
                .toList();
    }
}
