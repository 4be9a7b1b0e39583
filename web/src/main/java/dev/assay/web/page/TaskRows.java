package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.registry.reminder.TaskDesk;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Makes rows of tasks. */
@Component
final class TaskRows {

    private final TaskDesk desk;
    private final People people;

    TaskRows(TaskDesk desk, People people) {
        this.desk = desk;
        this.people = people;
    }

    List<TaskRow> of(List<Task> tasks, Account reader) {
        return tasks.stream().map(task -> row(task, reader)).toList();
    }

    private TaskRow row(Task task, Account reader) {
        var release = task.releaseId();
        var person = task.accountId();
        return new TaskRow(
                task.id().value(),
                task.kind().words(),
                task.title(),
                release != null
                        ? "/releases/" + release
                        : task.kind() == TaskKind.RENEW_GRANT ? "/consumers" : null,
                Words.day(task.due().atStartOfDay(ZoneOffset.UTC).toInstant()),
                task.isOverdue(desk.today()),
                person == null
                        ? "whoever is " + task.role().words()
                        : person.equals(reader.id()) ? "you" : people.name(person),
                task.isOpen() && TaskDesk.concerns(reader, task),
                task.kind() == TaskKind.DRILL_REVOCATION,
                task.begunAt(),
                ended(task.closing()));
    }

    private TaskRow.@Nullable Ended ended(Task.@Nullable Closing closing) {
        if (closing == null) {
            return null;
        }
        var by = closing.by();
        var millis = closing.millis();
        return new TaskRow.Ended(
                closing.at(),
                by == null ? null : people.name(by),
                closing.note(),
                millis == null ? null : String.format(Locale.ROOT, "%.1f", millis / 1000.0),
                closing.evidence());
    }
}
