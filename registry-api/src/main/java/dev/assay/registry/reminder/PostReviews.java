package dev.assay.registry.reminder;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.BreakGlass;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.scanners.coordinates.Purl;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The look that somebody owes after a break-glass, as a task: it is there from the moment the glass
 * is broken, in the same transaction, and ends with the look, wherever that is written.
 */
final class PostReviews implements AuditTrail.Listener {

    private static final String KEY = "post-review:";

    private final TaskStore tasks;
    private final ReleaseStore releases;
    private final BreakGlassStore glass;
    private final Clock clock;

    PostReviews(TaskStore tasks, ReleaseStore releases, BreakGlassStore glass, Clock clock) {
        this.tasks = tasks;
        this.releases = releases;
        this.glass = glass;
        this.clock = clock;
    }

    @Override
    public void appended(String actor, String action, String subject, String detail) {
        switch (action) {
            case "release.break-glass", "break-glass.reviewed" ->
                    releases.find(Purl.parse(subject)).ifPresent(this::follow);
            default -> {
                // It breaks no glass.
            }
        }
    }

    /** Makes the tasks that are missing: of what was broken before there were any. */
    void run() {
        glass.owed().forEach(each -> open(each, releases.find(each.releaseId()).orElseThrow()));
    }

    /** Which break-glass a task is of. */
    static Optional<Id> glassOf(Task task) {
        return task.kind() == TaskKind.POST_REVIEW && task.key().startsWith(KEY)
                ? Id.parse(task.key().substring(KEY.length()))
                : Optional.empty();
    }

    private void follow(Release release) {
        for (var each : glass.all()) {
            if (!each.releaseId().equals(release.id())) {
                continue;
            }
            if (each.owed()) {
                open(each, release);
            } else {
                end(each);
            }
        }
    }

    private void open(BreakGlass broken, Release release) {
        tasks.open(
                new NewTask(
                        KEY + broken.id(),
                        TaskKind.POST_REVIEW,
                        release.purl().toString(),
                        release.id(),
                        "Look at the break-glass of "
                                + release.purl().packageName()
                                + " "
                                + release.purl().exactVersion()
                                + " afterwards",
                        LocalDate.ofInstant(broken.expiresAt(), ZoneOffset.UTC),
                        Role.SECURITY,
                        null));
    }

    private void end(BreakGlass looked) {
        var text = looked.postReview();
        tasks.open(looked.releaseId()).stream()
                .filter(task -> glassOf(task).filter(looked.id()::equals).isPresent())
                .forEach(
                        task ->
                                tasks.close(
                                        task.id(),
                                        new Task.Closing(
                                                clock.instant(),
                                                looked.closedBy(),
                                                text == null ? "" : text,
                                                null,
                                                null)));
    }
}
