package dev.assay.registry.reminder;

import dev.assay.inventory.task.Task;

/** What became of a deed with a task or a credential. */
public sealed interface TaskOutcome {

    /** It is done and on record. */
    record Done(Task task) implements TaskOutcome {}

    /** It is done, and there is nothing more to show. */
    record Noted(String text) implements TaskOutcome {}

    /**
     * Nothing was recorded.
     *
     * @param reason why, and what to do instead
     */
    record Refused(String reason) implements TaskOutcome {}
}
