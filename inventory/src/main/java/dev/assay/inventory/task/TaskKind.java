package dev.assay.inventory.task;

/** What a task asks for. */
public enum TaskKind {
    RECERTIFY("recertify"),
    ROTATE_CREDENTIAL("rotate-credential"),
    REVIEW_LOG("review-log"),
    DRILL_REVOCATION("drill-revocation"),
    /** Somebody let a release through in an emergency, and somebody else looks at it afterwards. */
    POST_REVIEW("post-review"),
    RENEW_GRANT("renew-grant"),
    /** Something happened to what is approved, upstream or where it runs; or nobody uses it. */
    LOOK_INTO("look-into");

    private final String words;

    TaskKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
