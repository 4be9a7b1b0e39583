package dev.assay.inventory.release;

/** How far a release may go; promotion is a new approval. Ordered from least to most. */
public enum Stage {
    SANDBOX("sandbox"),
    READ_ONLY("read-only"),
    PILOT("pilot"),
    PRODUCTION("production");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether an approval for this stage lets a caller at the other stage fetch. */
    public boolean covers(Stage caller) {
        return compareTo(caller) >= 0;
    }
}
