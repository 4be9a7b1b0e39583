package dev.assay.registry.policy;

import dev.assay.inventory.proof.ProofCheck;
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

    /** The facts as they are, where nothing was lost. */
    public static Facts in(Facts facts, Optional<ProofCheck> check) {
        var signatures = check.map(ProofCheck::signatures).orElse(null);
        if (signatures == null || check.get().findings().isEmpty()) {
            return facts;
        }
        var purl = facts.text("release", "purl");
        var findings = new ArrayList<Object>();
        check.get().findings().forEach(each -> findings.add(FindingFacts.of(each, purl)));
        if (facts.values().get("findings") instanceof List<?> before) {
            // The facts may be those of the look before this one, which tell it already.
            before.stream().filter(each -> !findings.contains(each)).forEach(findings::add);
        }
        var release = new LinkedHashMap<String, Object>();
        if (facts.values().get("release") instanceof Map<?, ?> before) {
            before.forEach((name, value) -> release.put(name.toString(), value));
        }
        release.putAll(of(signatures));
        return facts.with("findings", findings).with("release", release);
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
