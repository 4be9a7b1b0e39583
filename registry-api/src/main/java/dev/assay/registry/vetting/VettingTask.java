package dev.assay.registry.vetting;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.ReviewDesk;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The pipeline as a job: taken up again after a crash, tried again after what may pass. */
final class VettingTask {

    private static final Logger LOG = LoggerFactory.getLogger(VettingTask.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /**
     * The process is ending, and its row stays taken until somebody finds it abandoned; or somebody
     * has found it so already.
     */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Pipeline pipeline;
    private final ReviewDesk desk;
    private final Deeds deeds;
    private final VettingSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    VettingTask(
            Pipeline pipeline,
            ReviewDesk desk,
            Deeds deeds,
            VettingSettings settings,
            JdbcClient jdbc,
            Clock clock) {
        this.pipeline = pipeline;
        this.desk = desk;
        this.deeds = deeds;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Task<Void> task() {
        return Tasks.custom(SchedulerVettingQueue.TASK)
                .onFailure(this::failed)
                .onDeadExecution(this::abandoned)
                .execute(
                        (instance, context) -> {
                            run(new Id(instance.getId()), new Lease(jdbc, context.getExecution()));
                            return this::ended;
                        });
    }

    private void run(Id id, Lease lease) {
        try {
            pipeline.run(id, lease);
        } catch (Lease.LostException e) {
            LOG.warn("{}, which goes on; nothing more was written here", e.getMessage());
            throw new StoppedException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        } catch (RuntimeException e) {
            // Whatever an interrupt broke off was not tried, and is no failure.
            throw Thread.currentThread().isInterrupted() ? new StoppedException() : e;
        }
    }

    /** Looks under the release's lock whether a request came in meanwhile, which found us busy. */
    private void ended(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        deeds.run(
                () -> {
                    if (desk.isWaiting(release(complete.getExecution()))) {
                        operations.reschedule(complete, clock.instant());
                    } else {
                        operations.stop();
                    }
                });
    }

    /** The process that had it is not heard from. Of several that notice, one gets its way. */
    private void abandoned(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var execution = complete.getExecution();
        var isLast = AbandonedWork.isLast(execution.consecutiveFailures);
        deeds.run(
                () -> {
                    AbandonedWork.lost(
                            desk, release(execution), String.valueOf(execution.pickedBy), isLast);
                    if (isLast) {
                        operations.stop();
                    } else {
                        operations.reschedule(complete, clock.instant());
                    }
                });
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var cause = complete.getCause().orElse(null);
        if (cause instanceof StoppedException) {
            return;
        }
        var execution = complete.getExecution();
        var id = release(execution);
        var text = text(id, cause);
        var tries = execution.consecutiveFailures + 1;
        if (tries > settings.retryPauses().size()) {
            deeds.run(
                    () -> {
                        desk.failed(id, text + " (tried " + tries + " times). Vet again later");
                        operations.stop();
                    });
            return;
        }
        var next = clock.instant().plus(pause(tries, cause));
        deeds.run(
                () -> {
                    desk.delayed(id, text + "; trying again at " + time(next));
                    operations.reschedule(complete, next);
                });
    }

    private Duration pause(int tries, @Nullable Throwable cause) {
        var ours = settings.retryPauses().get(tries - 1);
        var theirs = cause instanceof NotNowException notNow ? notNow.after() : null;
        if (theirs == null || theirs.compareTo(ours) < 0) {
            return ours;
        }
        return theirs.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : theirs;
    }

    private static String text(Id id, @Nullable Throwable cause) {
        if (cause instanceof NotNowException) {
            return String.valueOf(cause.getMessage());
        }
        LOG.error("vetting of release {} failed unexpectedly", id, cause);
        return "vetting failed inside Assay; the log of this moment says more";
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Id release(Execution execution) {
        return new Id(execution.taskInstance.getId());
    }
}
