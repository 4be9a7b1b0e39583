package dev.assay.registry.policy;

import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The policy that is in force, and what became of the one that should be.
 *
 * @param digest what names it
 * @param compiled its rules, which may have to be compiled first
 * @param origin where it came from
 * @param since when it was loaded
 * @param refusedOrigin where the policy was to come from that was refused last; null where none was
 * @param problems why it was refused
 */
public record PolicyInForce(
        Sha256 digest,
        Supplier<RuleSet> compiled,
        String origin,
        Instant since,
        @Nullable String refusedOrigin,
        List<PolicyProblem> problems) {

    public PolicyInForce {
        problems = List.copyOf(problems);
    }

    public RuleSet rules() {
        return compiled.get();
    }

    PolicyInForce refusing(String origin, List<PolicyProblem> problems) {
        return new PolicyInForce(digest, compiled, this.origin, since, origin, problems);
    }
}
