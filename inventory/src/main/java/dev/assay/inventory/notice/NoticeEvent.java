package dev.assay.inventory.notice;

/** What people are told of. */
public enum NoticeEvent {
    REVIEW_WAITING("review.waiting"),
    NEW_VERSION_WAITING("version.waiting"),
    DECIDED("release.decided"),
    APPROVAL_EXPIRES("approval.expires"),
    TASK_OVERDUE("task.overdue"),
    INCIDENT("incident");

    private final String type;

    NoticeEvent(String type) {
        this.type = type;
    }

    /** How programs are told it. */
    public String type() {
        return type;
    }
}
