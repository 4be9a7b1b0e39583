package dev.assay.registry.vetting;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reviewers;
import dev.assay.scanners.detonation.Detonation;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Has releases run once more because somebody asks for it. */
public final class Reruns {

    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("run");

    private static final Set<ReleaseState> UNFINISHED =
            Set.of(ReleaseState.REQUESTED, ReleaseState.VETTING);

    private final ReleaseStore releases;
    private final ClosureStore closures;
    private final RunStore runs;
    private final Sandbox sandbox;
    private final SchedulerClient scheduler;
    private final Deeds deeds;
    private final AuditTrail audit;
    private final Clock clock;

    Reruns(
            ReleaseStore releases,
            ClosureStore closures,
            RunStore runs,
            Sandbox sandbox,
            SchedulerClient scheduler,
            Deeds deeds,
            AuditTrail audit,
            Clock clock) {
        this.releases = releases;
        this.closures = closures;
        this.runs = runs;
        this.sandbox = sandbox;
        this.scheduler = scheduler;
        this.deeds = deeds;
        this.audit = audit;
        this.clock = clock;
    }

    /** Why a release cannot be run now; empty where it can. */
    public Optional<String> objection(Release release) {
        if (Detonation.missing(release.purl()) instanceof String reason) {
            return Optional.of(release.purl() + " " + reason);
        }
        if (UNFINISHED.contains(release.state())) {
            return Optional.of(
                    release.purl() + " is being vetted, which runs it; wait until that is done");
        }
        if (release.sha256() == null || closures.packages(release.id()).isEmpty()) {
            return Optional.of(
                    release.purl()
                            + " was not fetched with all that it needs; have it vetted first");
        }
        if (runs.unsettled(release.id()).isPresent()) {
            return Optional.of(release.purl() + " is being run already; wait until that is done");
        }
        return switch (sandbox.state()) {
            case Sandbox.State.Off() ->
                    Optional.of("assay.detonation.enabled is false, so no server is run");
            case Sandbox.State.NotHeld(var reason, var whatToDo, var at) ->
                    Optional.of("no server can be run here: " + reason + ". " + whatToDo);
            // Where it is not known yet, the run finds out and says so.
            case Sandbox.State.Unknown() -> Optional.empty();
            case Sandbox.State.Holds holds -> Optional.empty();
        };
    }

    public Deed<RecordedRun> ask(Account actor, Id id) {
        if (!Reviewers.isOne(actor)) {
            return new Deed.Refused<>(
                    actor.login() + " has no reviewer role; reviewers have releases run again");
        }
        return deeds.whole(
                () -> {
                    var found = releases.lock(id);
                    if (found.isEmpty()) {
                        return new Deed.Refused<RecordedRun>("there is no such release");
                    }
                    var objection = objection(found.get());
                    if (objection.isPresent()) {
                        return new Deed.Refused<RecordedRun>(objection.get());
                    }
                    var run = runs.ask(id, actor.id());
                    audit.append(
                            actor.login(),
                            "release.run-asked",
                            found.get().purl().toString(),
                            "run " + run.number());
                    scheduler.scheduleIfNotExists(
                            TASK.instance(id.value()).scheduledTo(clock.instant()));
                    return new Deed.Done<>(run);
                });
    }
}
