package dev.assay.registry.reminder;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.workflow.Deeds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * Has somebody look at what is approved and was not fetched for long: what nobody needs is revoked
 * or left to end. Asked once a quarter, since a machine that has it in its cache fetches nothing.
 */
final class UnusedReminders {

    private static final String KEY = "unused:";
    private static final int DAYS = 90;
    private static final int DUE_DAYS = 30;

    private final FetchCountStore fetches;
    private final TaskStore tasks;
    private final AuditTrail audit;
    private final Deeds deeds;

    UnusedReminders(FetchCountStore fetches, TaskStore tasks, AuditTrail audit, Deeds deeds) {
        this.fetches = fetches;
        this.tasks = tasks;
        this.audit = audit;
        this.deeds = deeds;
    }

    void run(List<Release> approved, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var since = today.minusDays(DAYS);
        var used = fetches.servedSince(since);
        deeds.run(() -> dropWhatFellAway(used, now));
        for (var release : approved) {
            var at = release.approvedAt();
            if (at != null
                    && at.isBefore(since.atStartOfDay(ZoneOffset.UTC).toInstant())
                    && !used.contains(release.id())) {
                deeds.run(() -> ask(release, today));
            }
        }
    }

    private void ask(Release release, LocalDate today) {
        var quarter = today.withDayOfMonth(1).withMonth((today.getMonthValue() - 1) / 3 * 3 + 1);
        var task =
                new NewTask(
                        KEY + release.id() + ":" + quarter,
                        TaskKind.LOOK_INTO,
                        release.purl().toString(),
                        release.id(),
                        "Nobody fetched "
                                + release.purl().packageName()
                                + " "
                                + release.purl().exactVersion()
                                + " for "
                                + DAYS
                                + " days: revoke it, or say who needs it",
                        today.plusDays(DUE_DAYS),
                        Role.SYSTEM_OWNER,
                        null);
        if (tasks.open(task)) {
            audit.append(
                    AuditTrail.SERVICE,
                    "task.opened",
                    task.subject(),
                    task.title() + "; due on " + task.due());
        }
    }

    private void dropWhatFellAway(Set<Id> used, Instant now) {
        for (var task : tasks.open()) {
            var release = task.releaseId();
            if (task.key().startsWith(KEY) && release != null && used.contains(release)) {
                var closing = new Task.Closing(now, null, "fell away: it was fetched", null, null);
                if (tasks.close(task.id(), closing)) {
                    audit.append(
                            AuditTrail.SERVICE, "task.fell-away", task.subject(), task.title());
                }
            }
        }
    }
}
