package dev.assay.registry.watch;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.ecosystem.OfferedVersions;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Tells of what upstream changed about a version that is approved. What is served stays what was
 * approved; whether that is still wise, somebody has to look into.
 */
final class UpstreamChanges {

    private static final int DAYS_FOR_OTHER_BYTES = 1;
    private static final int DAYS_FOR_A_HINT = 7;

    private final TaskStore tasks;
    private final FetchStore fetches;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;

    UpstreamChanges(
            TaskStore tasks, FetchStore fetches, AuditTrail audit, Deeds deeds, Clock clock) {
        this.tasks = tasks;
        this.fetches = fetches;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** Compares what upstream says now with what was approved. */
    void compare(List<Release> approved, OfferedVersions offered) {
        for (var release : approved) {
            var offer = offered.find(release.purl().exactVersion()).orElse(null);
            if (offer == null) {
                gone(release);
            } else {
                compare(release, offer);
            }
        }
    }

    /** Upstream has no such version any more. */
    void gone(Release release) {
        tell(
                release,
                "gone",
                "release.gone-upstream",
                "its publisher or the upstream registry withdrew it; it is served from here as it"
                        + " was approved",
                "Find out why "
                        + release.purl().packageName()
                        + " "
                        + release.purl().exactVersion()
                        + " was withdrawn upstream",
                DAYS_FOR_A_HINT);
    }

    private void compare(Release release, OfferedVersions.Offer offer) {
        if (offer.deprecated()) {
            tell(
                    release,
                    "deprecated",
                    "release.deprecated-upstream",
                    "its publisher marked it as deprecated",
                    "Find out why "
                            + release.purl().packageName()
                            + " "
                            + release.purl().exactVersion()
                            + " is deprecated, and what to use instead",
                    DAYS_FOR_A_HINT);
        }
        var approved = release.integrity();
        var promised = offer.promised();
        if (approved != null && promised != null && !approved.equals(promised)) {
            var isNew =
                    tell(
                            release,
                            "altered:" + promised.value(),
                            "release.altered-upstream",
                            "the upstream registry promises other bytes under this version: "
                                    + promised.value(),
                            "Find out who replaced the bytes of "
                                    + release.purl().packageName()
                                    + " "
                                    + release.purl().exactVersion()
                                    + " upstream",
                            DAYS_FOR_OTHER_BYTES);
            if (isNew) {
                fetches.report(
                        release.purl(),
                        approved.value(),
                        promised.value(),
                        "the upstream registry");
            }
        }
    }

    private boolean tell(
            Release release, String change, String action, String detail, String title, int days) {
        var due = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(days);
        var task =
                new NewTask(
                        "upstream:" + release.id() + ":" + change,
                        TaskKind.LOOK_INTO,
                        release.purl().toString(),
                        release.id(),
                        title,
                        due,
                        Role.SECURITY,
                        null);
        return deeds.whole(
                () -> {
                    if (!tasks.open(task)) {
                        return false;
                    }
                    audit.append(AuditTrail.SERVICE, action, release.purl().toString(), detail);
                    return true;
                });
    }
}
