package dev.assay.inventory.review;

/** How much is at stake with a request. Ordered from least to most. */
public enum Tier {
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high");

    private final String words;

    Tier(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public boolean atLeast(Tier other) {
        return compareTo(other) >= 0;
    }

    public static Tier higher(Tier one, Tier other) {
        return one.atLeast(other) ? one : other;
    }
}
