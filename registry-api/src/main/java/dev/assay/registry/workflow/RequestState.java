package dev.assay.registry.workflow;

/** Where a request stands, for whoever asked. */
public enum RequestState {
    /** The machine is at it. */
    VETTING("being vetted"),
    VETTING_FAILED("could not be vetted"),
    IN_REVIEW("in review"),
    APPROVED("approved"),
    /** Reviewers looked and said no. */
    DECLINED("declined"),
    /** Whoever asked took it back. */
    WITHDRAWN("withdrawn"),
    /** It was approved, and is suspended, expired, revoked or void now. */
    ENDED("ended");

    private final String words;

    RequestState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
