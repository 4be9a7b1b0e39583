package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules for what was seen while a server ran: those of code, but where running tells more. */
public final class ObservedRules {

    private ObservedRules() {}

    /** Each rule by the kind of fact that it judges. */
    public static Map<FindingKind, Rule> byKind() {
        var rules = new TreeMap<>(Rules.byKind());
        var seenAlone =
                List.of(
                        new CanaryLeakRule(),
                        new EarlyNetworkRule(),
                        new SimpleRule(
                                FindingKind.FORBIDDEN_CALL,
                                Severity.HIGH,
                                Severity.MEDIUM,
                                Severity.MEDIUM,
                                "tries what the sandbox forbids:"));
        for (var rule : seenAlone) {
            rules.put(rule.kind(), rule);
        }
        return rules;
    }
}
