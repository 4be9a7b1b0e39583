package dev.assay.registry.policy;

import java.util.Locale;

/** Where a value comes from, and so how far a rule may lean on it. */
public enum Provenance {
    /** Assay looked for itself: it stands in the bytes or in our own records. */
    VERIFIED,
    /** The publisher or the registry says so. */
    DECLARED,
    /** The person who asks says so. */
    STATED,
    /** Nobody said anything; the value is empty. */
    UNKNOWN;

    /** As it stands in facts and in expressions. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
