package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.Credential;
import dev.assay.inventory.task.Task;
import dev.assay.registry.reminder.Credentials;
import dev.assay.registry.reminder.SignOff;
import dev.assay.registry.reminder.TaskDesk;
import dev.assay.registry.reminder.TaskOutcome;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

@RestController
final class TasksController {

    private static final int MOST_CLOSED = 200;

    private final TaskDesk desk;
    private final Credentials credentials;
    private final AccountStore accounts;

    TasksController(TaskDesk desk, Credentials credentials, AccountStore accounts) {
        this.desk = desk;
        this.credentials = credentials;
        this.accounts = accounts;
    }

    record TaskDocument(
            Id id,
            String kind,
            String title,
            String subject,
            @Nullable Id release,
            LocalDate due,
            boolean overdue,
            boolean mine,
            String role,
            @Nullable String person,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String signedBy,
            @Nullable String note,
            @Nullable Double seconds,
            @Nullable String evidence) {}

    /**
     * @param overdue how many of the caller's own are overdue
     */
    record TasksDocument(long overdue, List<TaskDocument> tasks) {}

    record CredentialDocument(
            Id id, String server, String kind, String place, String owner, LocalDate rotatedOn) {}

    record SignOffWish(
            @Nullable String note, @Nullable Double seconds, @Nullable String evidence) {}

    record CredentialWish(
            @Nullable String server,
            @Nullable String kind,
            @Nullable String place,
            @Nullable String rotatedOn) {}

    record LeavingWish(@Nullable String login, @Nullable String reason) {}

    @GetMapping("/api/v1/tasks")
    TasksDocument tasks(Account account, @RequestParam(defaultValue = "open") String state) {
        var tasks =
                switch (state) {
                    case "open" -> desk.open(account);
                    case "closed" -> desk.closed(account, MOST_CLOSED);
                    default ->
                            throw Problem.invalid(
                                    "'state' is '" + state + "'.", "Use open or closed.");
                };
        return new TasksDocument(
                desk.overdue(account),
                tasks.stream().map(each -> document(account, each)).toList());
    }

    @PostMapping(path = "/api/v1/tasks/{id}/begin", consumes = MediaType.APPLICATION_JSON_VALUE)
    TaskDocument begin(Account account, @PathVariable String id) {
        return done(account, desk.begin(account, task(account, id)));
    }

    @PostMapping(path = "/api/v1/tasks/{id}/sign-off", consumes = MediaType.APPLICATION_JSON_VALUE)
    TaskDocument sign(Account account, @PathVariable String id, @RequestBody SignOffWish wish) {
        var signOff = new SignOff(given(wish.note()), wish.seconds(), wish.evidence());
        return done(account, desk.sign(account, task(account, id), signOff));
    }

    @GetMapping("/api/v1/credentials")
    Map<String, List<CredentialDocument>> credentials(Account account) {
        return Map.of("credentials", credentials.of(account).stream().map(this::document).toList());
    }

    @PostMapping(path = "/api/v1/credentials", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> add(Account account, @RequestBody CredentialWish wish) {
        return noted(
                credentials.add(
                        account,
                        given(wish.server()),
                        given(wish.kind()),
                        given(wish.place()),
                        day(wish.rotatedOn())));
    }

    @PostMapping(path = "/api/v1/leavings", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> leaving(Account account, @RequestBody LeavingWish wish) {
        return noted(credentials.leaving(account, given(wish.login()), given(wish.reason())));
    }

    private Id task(Account account, String id) {
        return Id.parse(id)
                .flatMap(parsed -> desk.find(account, parsed))
                .map(Task::id)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "There is no task '" + id + "' for you.",
                                        "Look at /api/v1/tasks."));
    }

    private TaskDocument done(Account account, TaskOutcome outcome) {
        return switch (outcome) {
            case TaskOutcome.Done(var task) -> document(account, task);
            case TaskOutcome.Noted(var text) -> throw Problem.refused(text);
            case TaskOutcome.Refused(var why) -> throw Problem.refused(why);
        };
    }

    private static ResponseEntity<Map<String, String>> noted(TaskOutcome outcome) {
        return switch (outcome) {
            case TaskOutcome.Noted(var text) ->
                    ResponseEntity.status(HttpStatus.CREATED).body(Map.of("text", text));
            case TaskOutcome.Done(var task) ->
                    ResponseEntity.status(HttpStatus.CREATED).body(Map.of("text", task.title()));
            case TaskOutcome.Refused(var why) -> throw Problem.refused(why);
        };
    }

    private TaskDocument document(Account reader, Task task) {
        var closing = task.closing();
        var millis = closing == null ? null : closing.millis();
        return new TaskDocument(
                task.id(),
                task.kind().words(),
                task.title(),
                task.subject(),
                task.releaseId(),
                task.due(),
                task.isOverdue(desk.today()),
                TaskDesk.concerns(reader, task),
                task.role().words(),
                login(task.accountId()),
                task.openedAt(),
                closing == null ? null : closing.at(),
                closing == null ? null : login(closing.by()),
                closing == null ? null : closing.note(),
                millis == null ? null : millis / 1000.0,
                closing == null ? null : closing.evidence());
    }

    private CredentialDocument document(Credential credential) {
        return new CredentialDocument(
                credential.id(),
                credential.packagePurl().toString(),
                credential.kind(),
                credential.place(),
                given(login(credential.ownerId())),
                credential.rotatedOn());
    }

    private @Nullable String login(@Nullable Id account) {
        return account == null ? null : accounts.find(account).map(Account::login).orElse(null);
    }

    private LocalDate day(@Nullable String written) {
        if (written == null) {
            return desk.today();
        }
        try {
            return LocalDate.parse(written);
        } catch (DateTimeException e) {
            throw Problem.invalid("'rotatedOn' is '" + written + "'.", "Write a day: 2026-12-31.");
        }
    }

    private static String given(@Nullable String word) {
        return word == null ? "" : word;
    }
}
