package dev.assay.registry.policy;

import dev.assay.scanners.finding.Severity;

import java.util.List;

/**
 * One rule of a policy, as written.
 *
 * @param id its name in kebab case, unique in the policy
 * @param title what holds when the rule is kept, in a few words
 * @param broken when it is broken
 * @param message what is said when it is broken
 * @param remedy what to do then
 * @param tiers the risk tiers it is for; empty for all
 * @param controls the rows of the control catalogue that it carries
 * @param file where it stands
 * @param line where it stands in the file, from 1
 */
public record Rule(
        String id,
        String title,
        Severity severity,
        Effect effect,
        Broken broken,
        String message,
        String remedy,
        List<String> tiers,
        List<String> controls,
        WaiverTerms waiver,
        String file,
        int line) {

    /** When a rule is broken, as a CEL expression. */
    public sealed interface Broken {

        String expression();

        /** When it is true. */
        record When(String expression) implements Broken {}

        /** When it lists anything; what it lists is what breaks the rule. */
        record By(String expression) implements Broken {}
    }

    public Rule {
        tiers = List.copyOf(tiers);
        controls = List.copyOf(controls);
    }
}
