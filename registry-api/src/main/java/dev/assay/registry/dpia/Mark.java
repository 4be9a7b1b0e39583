package dev.assay.registry.dpia;

import dev.assay.inventory.record.Provenance;

/** How much what stands in a cell is worth, in words that stand beside it. */
public enum Mark {
    /** Words of the form itself. */
    PLAIN(""),
    /** Assay looked for itself. */
    VERIFIED("verified"),
    /** The publisher says so. */
    DECLARED("declared by the publisher, not verified"),
    /** Somebody of this company said so. */
    STATED("stated, not verified"),
    /** Nobody has said, and nothing was found. */
    UNKNOWN("unknown"),
    /** A person has to answer, and nobody has. */
    UNANSWERED("not answered"),
    /** Follows from the record or the library by a rule; a person has yet to agree. */
    PROPOSED("proposed, to be confirmed"),
    /** A person wrote it in this assessment. */
    WRITTEN("written");

    private final String words;

    Mark(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether something is missing. */
    public boolean isGap() {
        return this == UNKNOWN || this == UNANSWERED;
    }

    static Mark of(Provenance provenance) {
        return switch (provenance) {
            case VERIFIED -> VERIFIED;
            case DECLARED -> DECLARED;
            case STATED -> STATED;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
