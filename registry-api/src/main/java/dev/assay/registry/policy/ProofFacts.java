package dev.assay.registry.policy;

import dev.assay.inventory.proof.ProofCheck;
import dev.assay.scanners.delta.ProofsAgain;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.KeyClaims.Trust;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Signatures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What proved a release and does no more, as a policy reads it: as findings beside those of its
 * bytes, and as the state of its signatures now.
 */
public final class ProofFacts {

    private ProofFacts() {}

    /**
     * The facts with what the last look found, in the place of what an earlier one did; as they
     * are, where nothing was lost and nothing was told as lost.
     */
    public static Facts in(Facts facts, Optional<ProofCheck> check) {
        var signatures = check.map(ProofCheck::signatures).orElse(null);
        var before = facts.values().get("findings") instanceof List<?> list ? list : List.of();
        // They may be those of the look before this one.
        var others = before.stream().filter(each -> !isOfLook(each)).toList();
        if (signatures == null
                || check.get().findings().isEmpty() && others.size() == before.size()) {
            return facts;
        }
        var purl = facts.text("release", "purl");
        var findings = new ArrayList<Object>();
        check.get().findings().forEach(each -> findings.add(FindingFacts.of(each, purl)));
        findings.addAll(others);
        var release = new LinkedHashMap<String, Object>();
        if (facts.values().get("release") instanceof Map<?, ?> said) {
            said.forEach((name, value) -> release.put(name.toString(), value));
        }
        release.putAll(of(signatures));
        return facts.with("findings", findings).with("release", release);
    }

    private static boolean isOfLook(Object finding) {
        return finding instanceof Map<?, ?> said
                && ProofsAgain.isOne(
                        String.valueOf(said.get("kind")),
                        String.valueOf(said.get("value")),
                        String.valueOf(said.get("title")));
    }

    /** Who signed a release, and how each signature came out. */
    static Map<String, Object> of(Signatures signatures) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("signature", proof(signatures.registry(), ProofFacts::key));
        facts.put("publication", proof(signatures.publication(), ProofFacts::key));
        facts.put(
                "build",
                proof(signatures.provenance(), build -> build.repository() + " " + build.commit()));
        facts.put(
                "proofs",
                signatures.own().stream()
                        .map(
                                each -> {
                                    var own = new LinkedHashMap<String, Object>();
                                    own.put("kind", each.kind().words());
                                    own.putAll(proof(each.outcome(), ProofFacts::key));
                                    own.put(
                                            "pinned",
                                            each.outcome()
                                                    .claimed()
                                                    .filter(by -> by.trust() == Trust.PINNED)
                                                    .isPresent());
                                    return own;
                                })
                        .toList());
        return facts;
    }

    private static String key(KeyClaims claims) {
        return claims.keyId() + ", " + claims.trust().words();
    }

    private static <C> Map<String, Object> proof(Outcome<C> outcome, Function<C, String> by) {
        return Map.of(
                "state",
                outcome.state(),
                "reason",
                outcome.reason(),
                "by",
                outcome.claimed().map(by).orElse(""));
    }
}
