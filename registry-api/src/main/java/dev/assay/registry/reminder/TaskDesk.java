package dev.assay.registry.reminder;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.review.BreakGlass;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.CredentialStore;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.reminder.TaskOutcome.Done;
import dev.assay.registry.reminder.TaskOutcome.Refused;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where people see what they owe, and sign it off. Each deed is one transaction with its event. */
public final class TaskDesk {

    private static final int MOST_NOTE = 4000;
    private static final int MOST_EVIDENCE = 1000;
    private static final Duration LONGEST_DRILL = Duration.ofDays(1);

    /** Records the look that is owed after a break-glass, where that is decided. */
    @FunctionalInterface
    interface PostReview {

        Deed<BreakGlass> close(Account actor, Id glass, String text);
    }

    private final TaskStore tasks;
    private final CredentialStore credentials;
    private final AuditTrail audit;
    private final PostReview postReview;
    private final Deeds deeds;
    private final Clock clock;

    TaskDesk(
            TaskStore tasks,
            CredentialStore credentials,
            AuditTrail audit,
            PostReview postReview,
            Deeds deeds,
            Clock clock) {
        this.tasks = tasks;
        this.credentials = credentials;
        this.audit = audit;
        this.postReview = postReview;
        this.deeds = deeds;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Whether a task is for somebody to do: theirs by name, or by a role they hold. */
    public static boolean concerns(Account account, Task task) {
        return !account.disabled()
                && (account.id().equals(task.accountId()) || account.has(task.role()));
    }

    /** Whether somebody may see every task: those who decide, look after it or check. */
    public static boolean seesAll(Account account) {
        return account.has(Role.AUDITOR)
                || account.has(Role.ADMINISTRATOR)
                || account.has(Role.SECURITY);
    }

    /** The open tasks that somebody may see, first what is due first. */
    public List<Task> open(Account account) {
        return tasks.open().stream()
                .filter(task -> seesAll(account) || concerns(account, task))
                .toList();
    }

    /** What somebody may see of what ended last. */
    public List<Task> closed(Account account, int most) {
        return tasks.closed(most).stream()
                .filter(task -> seesAll(account) || concerns(account, task))
                .toList();
    }

    /** How many tasks somebody should have done already. */
    public long overdue(Account account) {
        var today = today();
        return tasks.open().stream()
                .filter(task -> task.isOverdue(today) && concerns(account, task))
                .count();
    }

    public Optional<Task> find(Account account, Id id) {
        return tasks.find(id).filter(task -> seesAll(account) || concerns(account, task));
    }

    /** Begins a drill: from now on its seconds count. Beginning anew is allowed. */
    public TaskOutcome begin(Account account, Id id) {
        return deed(
                account,
                id,
                task -> {
                    if (task.kind() != TaskKind.DRILL_REVOCATION) {
                        return new Refused("only a drill is timed");
                    }
                    tasks.begin(id);
                    audit.append(account.login(), "task.begun", task.subject(), task.title());
                    return new Done(tasks.find(id).orElseThrow());
                });
    }

    /** Signs a task off. */
    public TaskOutcome sign(Account account, Id id, SignOff signOff) {
        var note = signOff.note().strip();
        if (note.isEmpty()) {
            return new Refused("a sign-off needs a note: what was done, and what was found");
        }
        if (note.length() > MOST_NOTE) {
            return new Refused(
                    "the note has "
                            + note.length()
                            + " characters; "
                            + MOST_NOTE
                            + " are the most");
        }
        var evidence = signOff.evidence() == null ? "" : signOff.evidence().strip();
        if (!evidence.isEmpty() && !isAddress(evidence)) {
            return new Refused("the evidence is no web address; write https://… or leave it out");
        }
        var glass = find(account, id).filter(Task::isOpen).flatMap(PostReviews::glassOf);
        if (glass.isPresent()) {
            return lookedAt(account, id, glass.get(), note);
        }
        return deed(
                account,
                id,
                task -> {
                    var millis = millis(task, signOff.seconds());
                    if (task.kind() == TaskKind.DRILL_REVOCATION
                            && (millis == null
                                    || millis < 0
                                    || millis > LONGEST_DRILL.toMillis())) {
                        return new Refused(
                                "a drill is signed off with what it measured: begin it here, or"
                                        + " write the seconds, at most a day's");
                    }
                    tasks.close(
                            id,
                            new Task.Closing(
                                    clock.instant(),
                                    account.id(),
                                    note,
                                    millis,
                                    evidence.isEmpty() ? null : evidence));
                    rotated(task);
                    audit.append(
                            account.login(),
                            "task.signed",
                            task.subject(),
                            task.title()
                                    + ": "
                                    + note
                                    + (millis == null
                                            ? ""
                                            : String.format(
                                                    Locale.ROOT, " (%.1f s)", millis / 1000.0)));
                    return new Done(tasks.find(id).orElseThrow());
                });
    }

    /** Who may look at it afterwards is the workflow's to say; the task ends with the look. */
    private TaskOutcome lookedAt(Account account, Id task, Id glass, String note) {
        return switch (postReview.close(account, glass, note)) {
            case Deed.Refused<BreakGlass>(var why) -> new Refused(why);
            case Deed.Done<BreakGlass>(var looked) -> new Done(tasks.find(task).orElseThrow());
        };
    }

    private void rotated(Task task) {
        if (task.kind() == TaskKind.ROTATE_CREDENTIAL) {
            // Its key names the credential; a package without a record of one has none to update.
            var parts = task.key().split(":");
            Id.parse(parts[1])
                    .flatMap(credentials::find)
                    .ifPresent(credential -> credentials.rotated(credential.id(), today()));
        }
    }

    private @Nullable Long millis(Task task, @Nullable Double seconds) {
        if (task.kind() != TaskKind.DRILL_REVOCATION) {
            return null;
        }
        if (seconds != null) {
            return Math.round(seconds * 1000);
        }
        var begun = task.begunAt();
        return begun == null ? null : Duration.between(begun, clock.instant()).toMillis();
    }

    private interface Step {
        TaskOutcome on(Task task);
    }

    private TaskOutcome deed(Account account, Id id, Step deed) {
        return deeds.whole(
                () -> {
                    var task = tasks.find(id).orElse(null);
                    if (task == null || !concerns(account, task)) {
                        return new Refused(
                                "this task is nobody's, or not yours; it can be signed off by whom"
                                        + " it names, or by their role");
                    }
                    return task.isOpen() ? deed.on(task) : new Refused("this task has ended");
                });
    }

    private static boolean isAddress(String text) {
        if (text.length() > MOST_EVIDENCE) {
            return false;
        }
        try {
            var address = URI.create(text);
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
