package dev.assay.registry.policy;

/**
 * Whether people may let a release pass although it breaks a rule.
 *
 * @param maxDays the longest that may last; 0 where it may not be waived
 */
public record WaiverTerms(Mode mode, int maxDays) {

    public static final WaiverTerms NEVER = new WaiverTerms(Mode.NEVER, 0);

    /** Who may waive. */
    public enum Mode {
        NEVER,
        /** A person, with a reason. */
        MANUAL
    }
}
