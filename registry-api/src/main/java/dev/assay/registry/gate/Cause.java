package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;

/** Why something is refused, in the three ways in which it is told. */
public enum Cause {
    NEVER_REQUESTED("was never requested, so nobody has vetted it", "never requested"),
    REQUESTED("is requested and waits to be vetted", "requested"),
    VETTING("is not vetted yet", "being vetted"),
    VETTING_FAILED("could not be vetted", "vetting failed"),
    IN_REVIEW("is in review", "in review"),
    REJECTED("was rejected", "rejected"),
    SUSPENDED("is suspended", "suspended"),
    EXPIRED("was approved, and the approval has expired", "approval expired"),
    REVOKED("was revoked", "revoked"),
    RETIRED("was retired", "retired"),
    OTHER_STAGE("is not approved for this stage", "not approved for this stage"),
    OTHER_FILE("is approved, but with another file than this one", "approved with another file"),
    OUTSIDE_CLOSURE("does not belong to this closure", "outside this closure"),
    UNKNOWN_CLOSURE("is asked for through a closure that does not exist", "no such closure"),
    BYTES_DIFFER(
            "is held back: its bytes differ from what was approved. That is an incident, not a"
                    + " missing approval",
            "bytes differ from what was approved");

    private final String sentence;
    private final String words;

    Cause(String sentence, String words) {
        this.sentence = sentence;
        this.words = words;
    }

    /** What follows the name of the package in a sentence. */
    public String sentence() {
        return sentence;
    }

    /** The state in a few words. */
    public String words() {
        return words;
    }

    /** Whether the release's own reason would say something else. */
    boolean speaksForItself() {
        return this == BYTES_DIFFER
                || this == OUTSIDE_CLOSURE
                || this == OTHER_STAGE
                || this == OTHER_FILE;
    }

    /** The rule that refuses, for machines. */
    String policy() {
        return this == BYTES_DIFFER ? "bytes-differ" : "unapproved-version";
    }

    static Cause of(ReleaseState state) {
        return switch (state) {
            case REQUESTED -> REQUESTED;
            case VETTING -> VETTING;
            case VETTING_FAILED -> VETTING_FAILED;
            case IN_REVIEW -> IN_REVIEW;
            case APPROVED -> OTHER_STAGE;
            case REJECTED -> REJECTED;
            case SUSPENDED -> SUSPENDED;
            case EXPIRED -> EXPIRED;
            case REVOKED -> REVOKED;
            case RETIRED -> RETIRED;
        };
    }
}
