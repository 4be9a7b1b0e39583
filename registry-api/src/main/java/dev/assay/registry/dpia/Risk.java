package dev.assay.registry.dpia;

import java.util.List;

/**
 * A row of the risk register.
 *
 * @param reason why the library proposes it, or who added it
 * @param area which of the CNIL's feared events it leads to
 * @param overall by likelihood and severity, as the form's matrix has it
 * @param effect what the measures make of it: eliminated, reduced, accepted
 * @param approved whether the measures are approved
 */
public record Risk(
        String key,
        String title,
        String source,
        String impact,
        String reason,
        String area,
        Cell likelihood,
        Cell severity,
        Cell overall,
        List<Measure> measures,
        Cell effect,
        Cell residual,
        Cell approved,
        Cell comment) {

    public Risk {
        measures = List.copyOf(measures);
    }

    /**
     * What reduces it.
     *
     * @param status whether it is in place, as the record tells
     */
    public record Measure(String text, Cell status) {}

    /** Whether the form wants measures for it. */
    boolean isMediumOrHigh() {
        return !overall.text().equals("low");
    }
}
