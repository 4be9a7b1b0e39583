package dev.assay.scanners.delta.rule;

import static dev.assay.scanners.finding.Severity.HIGH;
import static dev.assay.scanners.finding.Severity.LOW;
import static dev.assay.scanners.finding.Severity.MEDIUM;

import dev.assay.scanners.finding.FindingKind;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All rules; each kind of fact has one. */
public final class Rules {

    private static final List<Rule> ALL =
            List.of(
                    new AdminCredentialRule(),
                    new ArchiveHazardRule(),
                    new ConstantRecipientRule(),
                    new AuthPostureRule(),
                    new CoverageRule(),
                    new DependencyRule(),
                    new DependencySourceRule(),
                    new DynamicCodeRule(),
                    new EntryPointRule(),
                    new EnvAccessRule(),
                    new FsAccessRule(),
                    new HiddenTextRule(),
                    new InstallHookRule(),
                    new LicenceRule(),
                    new NativeBinaryRule(),
                    new ObfuscationRule(),
                    new OutboundDomainRule(),
                    new PayloadFieldRule(),
                    new ProcessSpawnRule(),
                    new SecretFlowRule(),
                    new SourceMismatchRule(),
                    new TelemetryRule(),
                    new ToolRule(),
                    new VendoredCodeRule(),
                    new ModelTextRule(FindingKind.INSTRUCTIONS_CHANGED, "instructions", MEDIUM),
                    new ModelTextRule(FindingKind.PROMPT_CHANGED, "prompt", LOW),
                    new ModelTextRule(FindingKind.RESOURCE_CHANGED, "resource", LOW),
                    new NetworkUseRule(FindingKind.NETWORK_CALL, LOW, "calls over the network:"),
                    new NetworkUseRule(FindingKind.LISTENER, MEDIUM, "waits for connections:"),
                    new SimpleRule(FindingKind.DNS_LOOKUP, MEDIUM, LOW, LOW, "looks up names:"),
                    new SimpleRule(
                            FindingKind.TLS_PINNING,
                            HIGH,
                            MEDIUM,
                            MEDIUM,
                            "changes whom TLS trusts:"));

    private Rules() {}

    /** Each rule by the kind of fact that it judges. */
    public static Map<FindingKind, Rule> byKind() {
        var byKind = new TreeMap<FindingKind, Rule>();
        for (var rule : ALL) {
            if (byKind.put(rule.kind(), rule) != null) {
                throw new IllegalStateException("two rules for " + rule.kind());
            }
        }
        return byKind;
    }

    /** Each rule by the kinds of finding that it tells. */
    public static Map<FindingKind, Rule> byFinding() {
        var byFinding = new TreeMap<FindingKind, Rule>();
        for (var rule : ALL) {
            for (var kind : rule.tells()) {
                if (byFinding.put(kind, rule) != null) {
                    throw new IllegalStateException("two rules tell " + kind);
                }
            }
        }
        return byFinding;
    }
}
