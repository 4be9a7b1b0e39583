package dev.assay.registry.drill;

import dev.assay.inventory.task.Drill;

/** What came of a rehearsal. */
public sealed interface DrillOutcome {

    /**
     * It was held; where its drill has no milliseconds, it says why.
     *
     * @param signedOff whether it ended a task
     */
    record Held(Drill drill, boolean signedOff) implements DrillOutcome {}

    /** Nothing was begun. */
    record Refused(String why) implements DrillOutcome {}
}
