package dev.assay.inventory.tool;

/** Who has to agree to a single call of a tool. Ordered from the loosest to the strictest. */
public enum ApprovalMode {
    /** Nobody. */
    NONE("none"),
    /** Whoever is at the client. */
    CONFIRM("confirm"),
    /** They see what would change and hand in a token that soon expires. */
    PREVIEW("preview"),
    /** A second person too. */
    DUAL("dual");

    private final String words;

    ApprovalMode(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public boolean isLooserThan(ApprovalMode other) {
        return compareTo(other) < 0;
    }
}
