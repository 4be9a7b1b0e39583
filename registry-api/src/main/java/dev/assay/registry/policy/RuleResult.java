package dev.assay.registry.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assay.scanners.finding.Severity;

import java.util.List;

/**
 * What one rule says of a release.
 *
 * @param title what holds when the rule is kept
 * @param message why it does not hold; empty where it does
 * @param remedy what to do about it; empty where it holds
 * @param values what breaks it, at most {@value #MOST_VALUES}, and a last line for the rest
 */
public record RuleResult(
        String id,
        String title,
        Severity severity,
        Effect effect,
        Outcome outcome,
        String message,
        String remedy,
        List<String> values) {

    static final int MOST_VALUES = 20;

    private static final int LONGEST_VALUE = 300;

    /** How a rule came out. */
    public enum Outcome {
        @JsonProperty("holds")
        HOLDS("holds"),
        @JsonProperty("broken")
        BROKEN("broken"),
        /** It is for other tiers. */
        @JsonProperty("not-applicable")
        NOT_APPLICABLE("not applicable"),
        /** It counts as broken: what cannot be decided is not let pass. */
        @JsonProperty("could-not-evaluate")
        COULD_NOT_EVALUATE("could not be evaluated");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public RuleResult {
        values = List.copyOf(values);
    }

    /** How a value is written among {@link #values}: so much of it as is read. */
    public static String value(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    }

    /** Whether it stands against the release. */
    public boolean isBroken() {
        return outcome == Outcome.BROKEN || outcome == Outcome.COULD_NOT_EVALUATE;
    }
}
