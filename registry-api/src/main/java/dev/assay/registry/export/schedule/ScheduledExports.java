package dev.assay.registry.export.schedule;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.Exports;
import dev.assay.registry.export.Made;
import dev.assay.registry.export.schedule.ScheduleSettings.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes exports to a folder at their time, each a job of its own. One that cannot be written is on
 * the audit trail, is told as an incident, and is tried again in an hour.
 */
public final class ScheduledExports {

    /** The name of the jobs; their instances are called as the schedules are. */
    public static final String JOB = "scheduled-export";

    static final TaskDescriptor<Void> TASK = TaskDescriptor.of(JOB);

    private static final Duration AGAIN = Duration.ofHours(1);

    /** What is the same whoever asks, from wherever. */
    private static final Set<ExportGroup> GROUPS =
            EnumSet.of(ExportGroup.RECORD, ExportGroup.ASSESSMENT, ExportGroup.EVIDENCE);

    /** Whoever makes the settings decides who reads the folder. */
    private static final Account SERVICE =
            new Account(
                    Account.POLICY, AuditTrail.SERVICE, "Assay", EnumSet.allOf(Role.class), false);

    /** Why one could not be written. */
    public static final class NotWrittenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotWrittenException(String why, Throwable cause) {
            super(why, cause);
        }

        NotWrittenException(String why) {
            super(why);
        }
    }

    private final Map<String, Wish> wishes = new LinkedHashMap<>();
    private final ExportFolder folder;
    private final String place;
    private final Exports exports;
    private final AuditTrail trail;
    private final Clock clock;

    ScheduledExports(ScheduleSettings settings, Exports exports, AuditTrail trail, Clock clock) {
        var path = settings.folder() == null ? Path.of("") : settings.folder();
        this.folder = new ExportFolder(path);
        this.place = path.toAbsolutePath().normalize().toString();
        this.exports = exports;
        this.trail = trail;
        this.clock = clock;
        for (var each : settings.schedules()) {
            var format =
                    exports.format(each.format())
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "assay.exports.schedules: there is no export"
                                                            + " called "
                                                            + each.format()));
            if (!GROUPS.contains(format.group())) {
                throw new IllegalArgumentException(
                        "assay.exports.schedules: "
                                + each.format()
                                + " names addresses that differ by who asks; fetch it with assay"
                                + " export instead");
            }
            wishes.put(each.name(), each);
        }
    }

    Task<Void> task() {
        return Tasks.custom(TASK)
                .onFailure(
                        (complete, operations) ->
                                operations.reschedule(complete, clock.instant().plus(AGAIN)))
                .onDeadExecutionRevive()
                .execute(
                        (instance, context) -> {
                            run(instance.getId());
                            return this::next;
                        });
    }

    /** Brings the jobs in line with the settings: what is new, at another time, or gone. */
    void plan(SchedulerClient jobs) {
        for (var each : wishes.values()) {
            var instance = new TaskInstance<Void>(JOB, each.name());
            var next = each.every().after(clock.instant(), each.at());
            if (!jobs.scheduleIfNotExists(instance, next)) {
                jobs.getScheduledExecution(instance)
                        .filter(known -> known.getExecutionTime().isAfter(next))
                        .ifPresent(known -> jobs.reschedule(instance, next));
            }
        }
        jobs.getScheduledExecutionsForTask(JOB).stream()
                .map(each -> each.getTaskInstance())
                .filter(each -> !wishes.containsKey(each.getId()))
                .forEach(jobs::cancel);
    }

    private void next(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var wish = wishes.get(complete.getExecution().taskInstance.getId());
        if (wish == null) {
            operations.remove();
        } else {
            operations.reschedule(complete, wish.every().after(clock.instant(), wish.at()));
        }
    }

    /**
     * Writes one now.
     *
     * @throws NotWrittenException where it cannot be; that is on the audit trail then
     */
    public void run(String name) {
        var wish = wishes.get(name);
        if (wish == null) {
            return;
        }
        try {
            write(wish);
        } catch (IOException e) {
            throw failed(wish, new NotWrittenException(e.toString(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotWrittenException("Assay stops", e);
        } catch (RuntimeException e) {
            throw failed(wish, e);
        }
    }

    private RuntimeException failed(Wish wish, RuntimeException why) {
        trail.append(
                AuditTrail.SERVICE,
                "export.failed",
                "export " + wish.format(),
                wish.every().name().toLowerCase(Locale.ROOT)
                        + " to "
                        + place
                        + ": "
                        + why.getMessage());
        return why;
    }

    private void write(Wish wish) throws IOException, InterruptedException {
        switch (exports.make(SERVICE, wish.format(), wish.parameters(), "", "")) {
            case Made.Ready ready -> {
                try (ready) {
                    keep(wish, ready);
                }
            }
            case Made.Refused(var unsaid, var more) ->
                    throw new NotWrittenException(unsaid.getFirst().toString());
            case Made.Unclear(var problems) ->
                    throw new NotWrittenException("its parameters: " + problems);
            case Made.Unknown(var id) -> throw new NotWrittenException("no export is called " + id);
            case Made.NotAllowed(var format) ->
                    throw new NotWrittenException(format.id() + " is for nobody");
        }
    }

    private void keep(Wish wish, Made.Ready ready) throws IOException {
        var kept =
                folder.keep(
                        wish.name(),
                        clock.instant().atOffset(ZoneOffset.UTC).toLocalDate(),
                        ready.digest(),
                        extension(ready.format()),
                        wish.keep(),
                        ready::copyTo);
        trail.append(
                AuditTrail.SERVICE,
                "export.written",
                "export " + wish.format(),
                kept.file()
                        + " in "
                        + place
                        + ", sha256 "
                        + ready.digest()
                        + ", "
                        + ready.size()
                        + " bytes"
                        + (kept.removed().isEmpty() ? "" : "; removed " + kept.removed()));
    }

    /** What a job of this kind does, for people; empty where there is no such schedule. */
    public Optional<String> words(String name) {
        return Optional.ofNullable(wishes.get(name))
                .flatMap(
                        wish ->
                                exports.format(wish.format())
                                        .map(
                                                format ->
                                                        "writes "
                                                                + format.title()
                                                                + " "
                                                                + wish.every()
                                                                        .name()
                                                                        .toLowerCase(Locale.ROOT)
                                                                + " to "
                                                                + place
                                                                + folder.newest(
                                                                                name,
                                                                                extension(format))
                                                                        .map(
                                                                                file ->
                                                                                        ", last "
                                                                                                + file)
                                                                        .orElse(
                                                                                ", nothing"
                                                                                        + " yet")));
    }

    private static String extension(ExportFormat format) {
        var name = format.fileName();
        return name.substring(name.indexOf('.') + 1);
    }
}
