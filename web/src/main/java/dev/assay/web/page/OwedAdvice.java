package dev.assay.web.page;

import dev.assay.inventory.task.Task;
import dev.assay.registry.identity.CurrentAccount;
import dev.assay.registry.reminder.TaskDesk;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

import java.util.List;

/** Gives the first page what its reader owes soon. */
@ControllerAdvice(assignableTypes = HomeController.class)
final class OwedAdvice {

    private static final int SHOWN_DAYS = 14;

    private final TaskDesk desk;
    private final TaskRows rows;

    OwedAdvice(TaskDesk desk, TaskRows rows) {
        this.desk = desk;
        this.rows = rows;
    }

    @ModelAttribute("owed")
    List<TaskRow> owed() {
        var reader = CurrentAccount.signedIn().orElse(null);
        if (reader == null) {
            return List.of();
        }
        var soon = desk.today().plusDays(SHOWN_DAYS);
        List<Task> owed =
                desk.open(reader).stream()
                        .filter(task -> TaskDesk.concerns(reader, task))
                        .filter(task -> task.due().isBefore(soon))
                        .toList();
        return rows.of(owed, reader);
    }
}
