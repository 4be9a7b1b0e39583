package dev.assay.registry.notice;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.notice.NoticeEvent;
import dev.assay.inventory.notice.NoticeStore;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which events of the audit trail people are told of. It hears them in the transaction that writes
 * them, so that nothing is told that did not happen, and nothing that happened is left untold.
 */
final class NoticeRules implements AuditTrail.Listener {

    private final NoticeStore notices;
    private final JdbcClient jdbc;

    NoticeRules(NoticeStore notices, JdbcClient jdbc) {
        this.notices = notices;
        this.jdbc = jdbc;
    }

    @Override
    public void appended(String actor, String action, String subject, String detail) {
        switch (action) {
            case "release.vetted" ->
                    notices.add(
                            wasFound(subject)
                                    ? NoticeEvent.NEW_VERSION_WAITING
                                    : NoticeEvent.REVIEW_WAITING,
                            subject,
                            detail);
            case "release.approved",
                    "release.rejected",
                    "review.rejected",
                    "release.suspended",
                    "release.lifted",
                    "release.revoked",
                    "release.break-glass" ->
                    notices.add(
                            NoticeEvent.DECIDED,
                            subject,
                            action.substring(action.indexOf('.') + 1)
                                    + " by "
                                    + actor
                                    + ": "
                                    + detail);
            case "release.expires-soon" ->
                    notices.add(NoticeEvent.APPROVAL_EXPIRES, subject, detail);
            case "task.overdue" -> notices.add(NoticeEvent.TASK_OVERDUE, subject, detail);
            case "release.altered-upstream",
                    "release.gone-upstream",
                    "release.deprecated-upstream",
                    "release.flaw-found",
                    "release.proof-lost",
                    "release.run-differs",
                    "gate.fetch-of-revoked-refused",
                    "gate.fetch-of-rejected-refused",
                    "gate.digest-mismatch",
                    "server.observed-serious",
                    "audit.broken",
                    "export.failed" ->
                    notices.add(NoticeEvent.INCIDENT, subject, detail);
            default -> {
                // The rest is for the trail alone.
            }
        }
    }

    private boolean wasFound(String subject) {
        return jdbc.sql(
                                """
                                SELECT count(*) FROM audit_event
                                WHERE subject = :subject AND action = 'release.found-upstream'
                                """)
                        .param("subject", subject)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
