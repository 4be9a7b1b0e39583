package dev.assay.registry.policy;

import dev.assay.inventory.proof.ProofCheck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        check.get().findings().forEach(each -> findings.add(FactsBuilder.finding(each, purl)));
        if (facts.values().get("findings") instanceof List<?> before) {
            findings.addAll(before);
        }
        var release = new LinkedHashMap<String, Object>();
        if (facts.values().get("release") instanceof Map<?, ?> before) {
            before.forEach((name, value) -> release.put(name.toString(), value));
        }
        release.putAll(FactsBuilder.proofs(signatures));
        return facts.with("findings", findings).with("release", release);
    }
}
