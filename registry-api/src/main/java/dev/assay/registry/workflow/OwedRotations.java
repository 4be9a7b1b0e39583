package dev.assay.registry.workflow;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What keeps an approval from being renewed: credentials of its server that should have been made
 * anew already. Another version is no renewal, since it may be the one that mends a flaw.
 */
final class OwedRotations {

    private static final int MOST_NAMED = 3;

    private final Records records;
    private final TaskStore tasks;
    private final Clock clock;

    OwedRotations(Records records, TaskStore tasks, Clock clock) {
        this.records = records;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Why nobody renews a release's approval now; empty where nothing is overdue. */
    List<String> against(Review review, Release release) {
        if (!isRenewal(review, release)) {
            return List.of();
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return tasks.openAbout(release.purl().withVersion(null)).stream()
                .filter(each -> each.kind() == TaskKind.ROTATE_CREDENTIAL)
                .filter(each -> each.isOverdue(today))
                .limit(MOST_NAMED)
                .map(OwedRotations::words)
                .toList();
    }

    private boolean isRenewal(Review review, Release release) {
        return records.reviews().reviews(release.id()).stream()
                .anyMatch(
                        each ->
                                each.state() == Review.State.APPROVED
                                        && !each.id().equals(review.id()));
    }

    private static String words(Task task) {
        return "it renews an approval, and a rotation is overdue since "
                + task.due()
                + ": "
                + task.title()
                + ". Do that and sign it off at /tasks first";
    }
}
