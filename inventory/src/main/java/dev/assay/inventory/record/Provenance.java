package dev.assay.inventory.record;

import java.util.Locale;

/** How a value is known, the surest first. */
public enum Provenance {
    /** Assay looked for itself. */
    VERIFIED("verified"),
    /** The publisher says so, in the package or its manifest. */
    DECLARED("declared"),
    /** Somebody of this company says so. */
    STATED("stated"),
    /** Nobody has said, and nothing was found. */
    UNKNOWN("unknown");

    private final String words;

    Provenance(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /**
     * @throws IllegalArgumentException where it is none of them
     */
    public static Provenance of(String words) {
        return valueOf(words.toUpperCase(Locale.ROOT));
    }
}
