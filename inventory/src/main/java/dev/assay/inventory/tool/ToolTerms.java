package dev.assay.inventory.tool;

import java.util.List;

/**
 * Under which terms a tool may be called.
 *
 * @param dataClasses the kinds of data and the fields that it reaches
 * @param businessSystem the system behind it; empty while nobody said
 */
public record ToolTerms(
        List<String> dataClasses,
        String businessSystem,
        List<Constraint> constraints,
        ApprovalMode approvalMode,
        RateLimit rateLimit) {

    public ToolTerms {
        dataClasses = List.copyOf(dataClasses);
        constraints = List.copyOf(constraints);
    }

    /** Whether they let anything pass that the others do not. */
    public boolean areWiderThan(ToolTerms others) {
        return approvalMode.isLooserThan(others.approvalMode)
                || rateLimit.isLooserThan(others.rateLimit)
                || !others.constraints.stream()
                        .allMatch(
                                old ->
                                        constraints.stream()
                                                .anyMatch(it -> it.isAtLeastAsTightAs(old)));
    }
}
