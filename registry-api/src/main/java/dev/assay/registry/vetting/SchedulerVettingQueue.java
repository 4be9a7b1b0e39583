package dev.assay.registry.vetting;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;

import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.VettingQueue;

import java.time.Clock;

/** The queue as rows of db-scheduler: one per release, in the caller's transaction. */
final class SchedulerVettingQueue implements VettingQueue {

    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("vetting");

    private final SchedulerClient scheduler;
    private final Clock clock;

    SchedulerVettingQueue(SchedulerClient scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public void start(Id release) {
        scheduler.scheduleIfNotExists(TASK.instance(release.value()).scheduledTo(clock.instant()));
    }
}
