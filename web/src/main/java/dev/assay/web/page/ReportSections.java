package dev.assay.web.page;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which part of the report a finding belongs to; each belongs to one. */
enum ReportSections {
    FLOW(
            FindingKind.CONSTANT_RECIPIENT,
            FindingKind.UNDECLARED_DESTINATION,
            FindingKind.OUTBOUND_DOMAIN,
            FindingKind.SECRET_FLOW,
            FindingKind.TELEMETRY,
            FindingKind.DNS_LOOKUP,
            FindingKind.CANARY_LEAK),
    SENT(FindingKind.PAYLOAD_FIELD, FindingKind.NETWORK_CALL),
    CAPABILITY(
            FindingKind.PROCESS_SPAWN,
            FindingKind.DYNAMIC_CODE,
            FindingKind.ENV_ACCESS,
            FindingKind.FS_ACCESS,
            FindingKind.NATIVE_BINARY,
            FindingKind.INSTALL_HOOK,
            FindingKind.ENTRY_POINT,
            FindingKind.LISTENER,
            FindingKind.OBFUSCATION,
            FindingKind.ADMIN_CREDENTIAL,
            FindingKind.AUTH_POSTURE,
            FindingKind.TLS_PINNING,
            FindingKind.FORBIDDEN_CALL,
            FindingKind.VENDORED_CODE),
    TOLD(
            FindingKind.TOOL_ADDED,
            FindingKind.TOOL_REMOVED,
            FindingKind.TOOL_DESCRIPTION_CHANGED,
            FindingKind.TOOL_SCHEMA_CHANGED,
            FindingKind.TOOL_ANNOTATION_CHANGED,
            FindingKind.TOOL_SHADOWING,
            FindingKind.PROMPT_CHANGED,
            FindingKind.RESOURCE_CHANGED,
            FindingKind.INSTRUCTIONS_CHANGED,
            FindingKind.HIDDEN_TEXT),
    BORNE(
            FindingKind.DEPENDENCY_ADDED,
            FindingKind.DEPENDENCY_REMOVED,
            FindingKind.DEPENDENCY_SOURCE,
            FindingKind.VULNERABILITY,
            FindingKind.LICENCE,
            FindingKind.BOM_MISMATCH),
    OTHER();

    private final Set<FindingKind> kinds;

    ReportSections(FindingKind... kinds) {
        this.kinds = kinds.length == 0 ? Set.of() : EnumSet.copyOf(List.of(kinds));
    }

    /** Its findings above a note, in their order. */
    List<Finding> of(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity().atLeast(Severity.LOW))
                .filter(finding -> section(finding) == this)
                .toList();
    }

    /** What goes away sends nothing. */
    private static ReportSections section(Finding finding) {
        for (var section : values()) {
            if (section.kinds.contains(finding.kind())) {
                return section == FLOW && finding.change() == Change.REMOVED ? OTHER : section;
            }
        }
        return OTHER;
    }
}
