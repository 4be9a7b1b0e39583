package dev.assay.inventory.release;

/** Where a release stands. Only {@link #APPROVED} is served. */
public enum ReleaseState {
    REQUESTED("requested"),
    VETTING("vetting"),
    /** The pipeline could not finish; the reason says why, and vetting can be asked for again. */
    VETTING_FAILED("vetting failed"),
    IN_REVIEW("in review"),
    APPROVED("approved"),
    REJECTED("rejected"),
    SUSPENDED("suspended"),
    EXPIRED("expired"),
    /** Final for this version. */
    REVOKED("revoked"),
    RETIRED("retired");

    private final String words;

    ReleaseState(String words) {
        this.words = words;
    }

    /** How pages and refusals write it. */
    public String words() {
        return words;
    }
}
