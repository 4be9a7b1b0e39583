package dev.assay.registry.reminder;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.workflow.Deeds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Reminds consumers' owners of grants that end. */
final class GrantReminders {

    private final GrantStore grants;
    private final ConsumerStore consumers;
    private final TaskStore tasks;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final ReminderSettings settings;

    GrantReminders(
            GrantStore grants,
            ConsumerStore consumers,
            TaskStore tasks,
            AuditTrail audit,
            Deeds deeds,
            ReminderSettings settings) {
        this.grants = grants;
        this.consumers = consumers;
        this.tasks = tasks;
        this.audit = audit;
        this.deeds = deeds;
        this.settings = settings;
    }

    void run(Instant now) {
        deeds.run(() -> dropWhatFellAway(now));
        for (var grant : grants.in(Grant.State.GRANTED)) {
            if (grant.holds(now) && isSoon(grant, now)) {
                deeds.run(() -> remind(grant));
            }
        }
    }

    /** In the last third of a short one, and of a long one as early as of approvals. */
    private boolean isSoon(Grant grant, Instant now) {
        var before = Math.min(settings.recertifyDays(), Math.max(1, grant.days() / 3));
        return !end(grant).minus(before, ChronoUnit.DAYS).isAfter(now);
    }

    private void remind(Grant grant) {
        var consumer = consumers.find(grant.consumerId()).orElseThrow();
        var day = day(grant);
        var task =
                new NewTask(
                        key(grant),
                        TaskKind.RENEW_GRANT,
                        "consumer " + consumer.name(),
                        null,
                        "Ask again for "
                                + grant.tool()
                                + " of "
                                + grant.packagePurl().packageName()
                                + " for "
                                + consumer.name()
                                + " in "
                                + grant.environment().words()
                                + ", whose grant ends on "
                                + day
                                + ", or let it end",
                        day,
                        Role.SYSTEM_OWNER,
                        consumer.ownerId());
        if (tasks.open(task)) {
            audit.append(
                    AuditTrail.SERVICE,
                    "task.opened",
                    task.subject(),
                    task.title() + "; due on " + task.due());
        }
    }

    private void dropWhatFellAway(Instant now) {
        for (var task : tasks.open()) {
            if (task.kind() != TaskKind.RENEW_GRANT) {
                continue;
            }
            var grant = Id.parse(task.key().split(":")[1]).flatMap(grants::find).orElse(null);
            if (grant == null || grant.state() != Grant.State.GRANTED) {
                drop(task, now, grant == null ? "it is gone" : "it is " + grant.state().words());
            } else if (!task.key().equals(key(grant))) {
                drop(task, now, "it ends on " + day(grant) + " now");
            }
        }
    }

    private void drop(Task task, Instant now, String why) {
        if (tasks.close(task.id(), new Task.Closing(now, null, "fell away: " + why, null, null))) {
            audit.append(AuditTrail.SERVICE, "task.fell-away", task.subject(), task.title());
        }
    }

    private static String key(Grant grant) {
        return "grant:" + grant.id() + ":" + day(grant);
    }

    private static LocalDate day(Grant grant) {
        return LocalDate.ofInstant(end(grant), ZoneOffset.UTC);
    }

    private static Instant end(Grant grant) {
        var given = grant.given();
        return given == null ? Instant.MAX : given.until();
    }
}
