package dev.assay.registry.tools;

import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;

import java.util.List;

/**
 * What the rules make of a tool, for a person to confirm or change.
 *
 * @param destructive whether it takes something away
 * @param reasons why, the strongest first
 * @param contradictions what does not fit together: its name, its claims and its code
 * @param dataClasses the kinds of data that its name and arguments speak of
 */
public record Proposal(
        ToolClass toolClass,
        boolean destructive,
        Confidence confidence,
        List<String> reasons,
        List<String> contradictions,
        List<String> dataClasses,
        ApprovalMode approvalMode,
        RateLimit rateLimit) {

    /** How the reason begins that tells of a tool that changed. */
    static final String CHANGED = "it is not what it was ";

    /** How sure the rules are. */
    public enum Confidence {
        LOW,
        MEDIUM,
        HIGH
    }

    public Proposal {
        reasons = List.copyOf(reasons);
        contradictions = List.copyOf(contradictions);
        dataClasses = List.copyOf(dataClasses);
    }

    /** Whether the tool is another one than when people said what it may be used for. */
    public boolean isOfAChangedTool() {
        return reasons.stream().anyMatch(each -> each.startsWith(CHANGED));
    }
}
