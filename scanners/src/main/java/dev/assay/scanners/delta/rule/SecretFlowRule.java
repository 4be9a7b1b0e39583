package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Variables whose values are sent out (signals FLOW-ENV-NET). An API token that goes to its own API
 * is what servers are for; a token that goes to a host it did not go to before is not.
 */
final class SecretFlowRule extends CapabilityRule {

    SecretFlowRule() {
        super(FindingKind.SECRET_FLOW);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        var severity =
                !isSecret(sighting.fact())
                        ? Severity.LOW
                        : areBothKnown(sighting.fact(), comparison)
                                ? Severity.MEDIUM
                                : Severity.HIGH;
        return one(sighting, Change.ADDED, severity, "Now sends " + what(sighting.fact()));
    }

    /** The older version read this variable and called this host, if not visibly with it. */
    private static boolean areBothKnown(Fact fact, Comparison comparison) {
        return comparison.hadBefore(FindingKind.ENV_ACCESS, variable(fact))
                && comparison.hadBefore(FindingKind.OUTBOUND_DOMAIN, Details.text(fact, "host"));
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var severity = isSecret(sighting.fact()) ? Severity.LOW : Severity.INFO;
        return one(sighting, change, severity, "Sends " + what(sighting.fact()));
    }

    private static boolean isSecret(Fact fact) {
        return EnvAccessRule.isSecret(variable(fact)) || variable(fact).equals("*");
    }

    private static String variable(Fact fact) {
        var variable = Details.text(fact, "variable");
        return variable.isEmpty() ? fact.value() : variable;
    }

    private static String what(Fact fact) {
        var host = Details.text(fact, "host");
        var what = variable(fact).equals("*") ? "the whole environment" : variable(fact);
        return what + (host.isEmpty() ? "" : " to " + host);
    }
}
