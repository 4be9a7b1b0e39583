package dev.assay.registry.reminder;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.Credential;
import dev.assay.inventory.task.CredentialStore;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.workflow.Deeds;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rules that make tasks out of records. They may be applied as often as one likes: what a task
 * is made from is its key, and there is one task for a key.
 */
final class Reminders {

    /** Before how many days people are told that an approval ends. */
    private static final List<Integer> TOLD_BEFORE = List.of(1, 7, 30);

    private static final int DRILL_SHOWN_DAYS = 30;

    private final TaskStore tasks;
    private final CredentialStore credentials;
    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final HighRisk highRisk;
    private final PostReviews postReviews;
    private final GrantReminders grants;
    private final UnusedReminders unused;
    private final ReminderSettings settings;
    private final Clock clock;

    Reminders(
            TaskStore tasks,
            CredentialStore credentials,
            ReleaseStore releases,
            ReviewStore reviews,
            AuditTrail audit,
            Deeds deeds,
            HighRisk highRisk,
            PostReviews postReviews,
            GrantReminders grants,
            UnusedReminders unused,
            ReminderSettings settings,
            Clock clock) {
        this.tasks = tasks;
        this.credentials = credentials;
        this.releases = releases;
        this.reviews = reviews;
        this.audit = audit;
        this.deeds = deeds;
        this.highRisk = highRisk;
        this.postReviews = postReviews;
        this.grants = grants;
        this.unused = unused;
        this.settings = settings;
        this.clock = clock;
    }

    void run() {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var approved = releases.inStates(List.of(ReleaseState.APPROVED));
        deeds.run(() -> dropWhatFellAway(now));
        for (var release : approved) {
            deeds.run(() -> recertify(release, now));
        }
        for (var credential : credentials.all()) {
            deeds.run(() -> rotate(credential, today));
        }
        if (!approved.isEmpty()) {
            deeds.run(() -> reviewLog(today));
            deeds.run(() -> drill(approved, today));
        }
        deeds.run(postReviews::run);
        grants.run(now);
        unused.run(approved, now);
        deeds.run(() -> tellOverdue(today));
    }

    private void recertify(Release release, Instant now) {
        var end = release.expiresAt();
        if (end == null || !end.isAfter(now)) {
            return;
        }
        if (end.isAfter(now.plus(settings.recertifyDays(), ChronoUnit.DAYS))) {
            return;
        }
        var day = LocalDate.ofInstant(end, ZoneOffset.UTC);
        open(
                new NewTask(
                        key("recertify", release, day),
                        TaskKind.RECERTIFY,
                        release.purl().toString(),
                        release.id(),
                        "Ask again for "
                                + name(release)
                                + ", whose approval ends on "
                                + day
                                + ", or let it end",
                        day,
                        Role.SECURITY,
                        requester(release.id())));
        var left = ChronoUnit.DAYS.between(LocalDate.ofInstant(now, ZoneOffset.UTC), day);
        TOLD_BEFORE.stream()
                .filter(days -> left <= days)
                .findFirst()
                .ifPresent(days -> tellExpiry(release, day, days));
    }

    /** The trail remembers what was told, so nothing is told twice. */
    private void tellExpiry(Release release, LocalDate day, int days) {
        var subject = release.purl().toString();
        var told =
                audit.of(subject).stream()
                        .filter(each -> each.action().equals("release.expires-soon"))
                        .anyMatch(
                                each ->
                                        IntStream.rangeClosed(1, days)
                                                .mapToObj(it -> expiry(day, it))
                                                .anyMatch(each.detail()::equals));
        if (!told) {
            audit.append(AuditTrail.SERVICE, "release.expires-soon", subject, expiry(day, days));
        }
    }

    private static String expiry(LocalDate day, int days) {
        return "its approval ends on " + day + ", within " + (days == 1 ? "a day" : days + " days");
    }

    private void rotate(Credential credential, LocalDate today) {
        var due =
                highRisk.is(credential.packagePurl())
                        ? DueDays.monthlyAfter(credential.rotatedOn())
                        : DueDays.quarterlyAfter(credential.rotatedOn());
        if (due.minusDays(settings.rotateDays()).isAfter(today)) {
            return;
        }
        open(
                new NewTask(
                        "rotate:" + credential.id() + ":" + due,
                        TaskKind.ROTATE_CREDENTIAL,
                        credential.packagePurl().toString(),
                        null,
                        rotation(credential),
                        due,
                        Role.SECURITY,
                        credential.ownerId()));
    }

    static String rotation(Credential credential) {
        return "Rotate the "
                + credential.kind()
                + " of "
                + credential.packagePurl().packageName()
                + " in "
                + credential.place();
    }

    private void reviewLog(LocalDate today) {
        var first = DueDays.fortnightOf(today);
        var last = DueDays.endOfFortnight(first);
        open(
                new NewTask(
                        "review-log:" + first,
                        TaskKind.REVIEW_LOG,
                        "the gate and the audit trail",
                        null,
                        "Review the log from " + first + " to " + last,
                        last,
                        Role.SECURITY,
                        null));
    }

    private void drill(List<Release> approved, LocalDate today) {
        var often =
                approved.stream()
                        .map(release -> release.purl().withVersion(null))
                        .distinct()
                        .anyMatch(highRisk::is);
        var due = DueDays.drillDay(today, often);
        if (due.minusDays(DRILL_SHOWN_DAYS).isAfter(today)) {
            return;
        }
        open(
                new NewTask(
                        "drill:" + due,
                        TaskKind.DRILL_REVOCATION,
                        "the gate",
                        null,
                        "Rehearse a revocation and measure how long the gate takes to refuse",
                        due,
                        Role.SECURITY,
                        null));
    }

    /** What nobody has to do any more, because the approval was renewed or is gone. */
    private void dropWhatFellAway(Instant now) {
        for (var task : tasks.open()) {
            var release = task.releaseId();
            if (task.kind() == TaskKind.RECERTIFY && release != null) {
                var found = releases.find(release).orElseThrow();
                var end = found.expiresAt();
                if (found.state() != ReleaseState.APPROVED) {
                    if (found.state() != ReleaseState.EXPIRED) {
                        drop(task, now, "it is " + found.state().words() + " now");
                    }
                } else if (end != null
                        && !task.key()
                                .equals(
                                        key(
                                                "recertify",
                                                found,
                                                LocalDate.ofInstant(end, ZoneOffset.UTC)))) {
                    drop(task, now, "it was approved anew, until " + end);
                }
            }
        }
    }

    private void drop(Task task, Instant now, String why) {
        if (tasks.close(task.id(), new Task.Closing(now, null, "fell away: " + why, null, null))) {
            audit.append(AuditTrail.SERVICE, "task.fell-away", task.subject(), task.title());
        }
    }

    private void tellOverdue(LocalDate today) {
        for (var task : tasks.untoldOverdue(today)) {
            if (tasks.toldOverdue(task.id())) {
                audit.append(
                        AuditTrail.SERVICE,
                        "task.overdue",
                        task.subject(),
                        task.title() + "; it was due on " + task.due());
            }
        }
    }

    private void open(NewTask task) {
        if (tasks.open(task)) {
            audit.append(
                    AuditTrail.SERVICE,
                    "task.opened",
                    task.subject(),
                    task.title() + "; due on " + task.due());
        }
    }

    private @Nullable Id requester(Id release) {
        return reviews.requests(release).stream()
                .findFirst()
                .map(AccessRequest::requesterId)
                .orElse(null);
    }

    private static String key(String rule, Release release, LocalDate day) {
        return rule + ":" + release.id() + ":" + day;
    }

    private static String name(Release release) {
        return release.purl().packageName() + " " + release.purl().exactVersion();
    }
}
