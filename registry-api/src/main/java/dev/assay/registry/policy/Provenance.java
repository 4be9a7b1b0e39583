package dev.assay.registry.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /** A value with where it comes from; of an empty one nobody said anything. */
    Map<String, Object> said(String value) {
        return Map.of("value", value, "provenance", (value.isEmpty() ? UNKNOWN : this).word());
    }

    /** A list, which may be empty for a reason. */
    Map<String, Object> said(List<String> values) {
        return Map.of("value", values, "provenance", word());
    }
}
