package dev.assay.web.page;

import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.registry.identity.CurrentAccount;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

import java.util.List;

/** Gives the page of a release what is owed and watched about it, and what it is beside. */
@ControllerAdvice(assignableTypes = ReleaseController.class)
final class CareAdvice {

    private final TaskStore tasks;
    private final TaskRows rows;
    private final WatchStore watched;
    private final ReleaseStore releases;
    private final BesideViews besides;

    CareAdvice(
            TaskStore tasks,
            TaskRows rows,
            WatchStore watched,
            ReleaseStore releases,
            BesideViews besides) {
        this.besides = besides;
        this.tasks = tasks;
        this.rows = rows;
        this.watched = watched;
        this.releases = releases;
    }

    @ModelAttribute("besides")
    List<BesideView> besides(@PathVariable(required = false) @Nullable String id) {
        var release = id == null ? null : Id.parse(id).flatMap(releases::find).orElse(null);
        return release == null || CurrentAccount.signedIn().isEmpty()
                ? List.of()
                : besides.of(release);
    }

    @ModelAttribute("care")
    CareView care(@PathVariable(required = false) @Nullable String id) {
        var reader = CurrentAccount.signedIn().orElse(null);
        var release = id == null ? null : Id.parse(id).flatMap(releases::find).orElse(null);
        if (reader == null || release == null) {
            return CareView.NOTHING;
        }
        return new CareView(
                rows.of(tasks.open(release.id()), reader),
                watched.find(release.purl()).map(WatchController::row).orElse(null));
    }
}
