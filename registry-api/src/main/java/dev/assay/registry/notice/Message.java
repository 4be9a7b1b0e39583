package dev.assay.registry.notice;

import dev.assay.inventory.notice.Notice;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * A notice in words for people.
 *
 * @param link where to go, or null where nobody said how people reach the pages
 */
record Message(Notice notice, String title, String text, @Nullable URI link) {

    static Message of(Notice notice, @Nullable URI link) {
        var about = notice.subject();
        var title =
                switch (notice.event()) {
                    case REVIEW_WAITING -> "Waiting for a reviewer: " + about;
                    case NEW_VERSION_WAITING -> "A new version waits for a reviewer: " + about;
                    case DECIDED -> "Decided: " + about;
                    case APPROVAL_EXPIRES -> "An approval ends soon: " + about;
                    case TASK_OVERDUE -> "Overdue: " + about;
                    case INCIDENT -> "Incident: " + about;
                };
        return new Message(notice, title, notice.detail(), link);
    }
}
