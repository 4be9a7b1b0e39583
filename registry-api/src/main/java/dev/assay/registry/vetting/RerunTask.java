package dev.assay.registry.vetting;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deeds;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Runs that people ask for, as jobs: taken up again after a crash, tried again after what may pass.
 * A node does one at a time, so that vetting and what is due go on beside it.
 */
final class RerunTask {

    private static final Logger LOG = LoggerFactory.getLogger(RerunTask.class);
    private static final Duration TURN = Duration.ofSeconds(2);

    /**
     * The process is ending, and its row stays taken until somebody finds it abandoned; or somebody
     * has found it so already.
     */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Rerunning rerunning;
    private final RunStore runs;
    private final ReleaseStore releases;
    private final Deeds deeds;
    private final VettingSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1);

    RerunTask(
            Rerunning rerunning,
            RunStore runs,
            ReleaseStore releases,
            Deeds deeds,
            VettingSettings settings,
            JdbcClient jdbc,
            Clock clock) {
        this.rerunning = rerunning;
        this.runs = runs;
        this.releases = releases;
        this.deeds = deeds;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Task<Void> task() {
        return Tasks.custom(Reruns.TASK)
                .onFailure(this::failed)
                .onDeadExecutionRevive()
                .execute(
                        (instance, context) ->
                                inTurn(
                                        new Id(instance.getId()),
                                        new Lease(jdbc, context.getExecution())));
    }

    private CompletionHandler<Void> inTurn(Id release, Lease lease) {
        if (!turn.tryAcquire()) {
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(TURN));
        }
        try {
            run(release, lease);
            return this::ended;
        } finally {
            turn.release();
        }
    }

    private void run(Id release, Lease lease) {
        try {
            rerunning.run(release, lease);
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

    /** Looks under the release's lock whether another was asked for, which found us busy. */
    private void ended(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var release = release(complete);
        deeds.run(
                () -> {
                    releases.lock(release);
                    if (runs.unsettled(release).isPresent()) {
                        operations.reschedule(complete, clock.instant());
                    } else {
                        operations.stop();
                    }
                });
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var cause = complete.getCause().orElse(null);
        if (cause instanceof StoppedException) {
            return;
        }
        var release = release(complete);
        var tries = complete.getExecution().consecutiveFailures + 1;
        LOG.error("a run of release {} failed", release, cause);
        if (tries > settings.retryPauses().size()) {
            var lease = new Lease(jdbc, complete.getExecution());
            try {
                rerunning.giveUp(
                        release,
                        lease,
                        "it failed inside Assay "
                                + tries
                                + " times; the log of this moment says more. Run it again later");
            } catch (Lease.LostException e) {
                LOG.warn("{}, which goes on; nothing more was written here", e.getMessage());
                return;
            }
            deeds.run(operations::stop);
            return;
        }
        operations.reschedule(
                complete, clock.instant().plus(settings.retryPauses().get(tries - 1)));
    }

    private static Id release(ExecutionComplete complete) {
        return new Id(complete.getExecution().taskInstance.getId());
    }
}
