package dev.assay.registry.dpia;

import java.util.List;

/** The risks that a rule can propose, read from a file. */
record RiskLibrary(String id, int version, List<Known> risks) {

    /**
     * One of them.
     *
     * @param when the condition that proposes it
     * @param area {@code access}, {@code modification} or {@code disappearance}: the feared event
     *     of the CNIL's method that it leads to
     */
    record Known(
            String key,
            String when,
            String title,
            String source,
            String impact,
            String area,
            String likelihood,
            String severity,
            List<Measure> measures) {}

    /**
     * What reduces it.
     *
     * @param control how the record tells whether it is in place
     */
    record Measure(String text, String control) {}
}
