package dev.assay.registry.watch;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.gate.PlainText;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Severity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What others saw of a server while it ran: a gateway, a collector of events. It goes on the trail
 * of the server, and is somebody's task from medium on. Nothing is decided by it: whoever could
 * have a release suspended by telling tales would have the last word on what is approved.
 */
public final class Observations {

    private static final int LONGEST = 300;
    private static final int MOST_OPEN = 20;
    private static final String KEY = "observed:";

    /**
     * What is told.
     *
     * @param server its package URL; with a version, of that version
     * @param source who saw it, for example the name of a gateway
     * @param what one line; more stands where it links to
     */
    public record Told(String server, Severity severity, String source, String what) {}

    private final ReleaseStore releases;
    private final TaskStore tasks;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;

    Observations(
            ReleaseStore releases, TaskStore tasks, AuditTrail audit, Deeds deeds, Clock clock) {
        this.releases = releases;
        this.tasks = tasks;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** Takes it down. The same of one day is one task. */
    public Deed<Release> note(Account by, Told told) {
        var source = PlainText.line(told.source(), 100);
        var what = PlainText.line(told.what(), LONGEST);
        if (source.isEmpty() || what.isEmpty()) {
            return new Deed.Refused<>("say in a line what was seen, and who saw it");
        }
        var release = release(told.server()).orElse(null);
        if (release == null) {
            return new Deed.Refused<>(
                    "'"
                            + PlainText.line(told.server(), LONGEST)
                            + "' is no server that is known here");
        }
        return deeds.whole(() -> noted(by, release, told.severity(), source, what));
    }

    private Deed<Release> noted(
            Account by, Release release, Severity severity, String source, String what) {
        var subject = release.purl().toString();
        if (isTask(severity)) {
            var open =
                    tasks.openAbout(release.purl().withVersion(null)).stream()
                            .filter(each -> each.key().startsWith(KEY))
                            .count();
            var task = task(release, severity, source, what);
            if (open >= MOST_OPEN) {
                return new Deed.Refused<>(
                        MOST_OPEN + " observations of this server wait to be looked into already");
            }
            tasks.open(task);
        }
        audit.append(
                by.login(),
                severity.compareTo(Severity.HIGH) <= 0
                        ? "server.observed-serious"
                        : "server.observed",
                subject,
                word(severity) + ", by " + source + ": " + what);
        return new Deed.Done<>(release);
    }

    private NewTask task(Release release, Severity severity, String source, String what) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var same = Sha256.of((source + "\0" + what).getBytes(StandardCharsets.UTF_8)).hex();
        return new NewTask(
                KEY + release.id() + ":" + same.substring(0, 16) + ":" + today,
                TaskKind.LOOK_INTO,
                release.purl().toString(),
                release.id(),
                "Look into what " + source + " saw (" + word(severity) + "): " + what,
                today.plusDays(days(severity)),
                Role.SECURITY,
                null);
    }

    /** The version that is named, or the last one that was approved. */
    private Optional<Release> release(String server) {
        try {
            var purl = Purl.parse(server.strip());
            return releases.ofPackage(purl.withVersion(null)).stream()
                    .filter(
                            each ->
                                    purl.version() == null
                                            ? each.state() == ReleaseState.APPROVED
                                            : each.purl().equals(purl))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isTask(Severity severity) {
        return severity.compareTo(Severity.MEDIUM) <= 0;
    }

    private static int days(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 1;
            case HIGH -> 3;
            case MEDIUM, LOW, INFO -> 14;
        };
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(java.util.Locale.ROOT);
    }
}
