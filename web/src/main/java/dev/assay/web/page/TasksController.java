package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.Credential;
import dev.assay.registry.reminder.Credentials;
import dev.assay.registry.reminder.Feeds;
import dev.assay.registry.reminder.SignOff;
import dev.assay.registry.reminder.TaskDesk;
import dev.assay.registry.reminder.TaskOutcome;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

@Controller("taskPages")
final class TasksController {

    private static final int MOST_DONE = 30;
    private static final Set<Role> KEEPERS =
            Set.of(Role.REQUESTER, Role.SYSTEM_OWNER, Role.SECURITY);

    private final TaskDesk desk;
    private final TaskRows rows;
    private final Credentials credentials;
    private final Feeds feeds;
    private final People people;

    TasksController(
            TaskDesk desk, TaskRows rows, Credentials credentials, Feeds feeds, People people) {
        this.desk = desk;
        this.rows = rows;
        this.credentials = credentials;
        this.feeds = feeds;
        this.people = people;
    }

    @GetMapping("/tasks")
    String tasks(Account account, Model model) {
        return show(account, null, null, model);
    }

    @PostMapping("/tasks/{id}/begin")
    String begin(
            Account account,
            @PathVariable String id,
            RedirectAttributes told,
            HttpServletResponse response,
            Model model) {
        return after(
                account,
                desk.begin(account, id(id)),
                "The time runs. Revoke, watch the gate, and sign off when it refuses.",
                told,
                response,
                model);
    }

    @PostMapping("/tasks/{id}/sign-off")
    String sign(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String seconds,
            @RequestParam(defaultValue = "") String evidence,
            RedirectAttributes told,
            HttpServletResponse response,
            Model model) {
        Double measured = null;
        if (!seconds.isBlank()) {
            try {
                measured = Double.valueOf(seconds.strip().replace(',', '.'));
            } catch (NumberFormatException e) {
                return refused(
                        account, "'" + seconds + "' are no seconds; write 8.4", response, model);
            }
        }
        return after(
                account,
                desk.sign(account, id(id), new SignOff(note, measured, evidence)),
                "Signed off.",
                told,
                response,
                model);
    }

    @PostMapping("/tasks/credentials")
    String add(
            Account account,
            @RequestParam(defaultValue = "") String server,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String rotatedOn,
            RedirectAttributes told,
            HttpServletResponse response,
            Model model) {
        LocalDate day;
        try {
            day = rotatedOn.isBlank() ? desk.today() : LocalDate.parse(rotatedOn.strip());
        } catch (DateTimeException e) {
            return refused(
                    account, "'" + rotatedOn + "' is no day; write 2026-12-31", response, model);
        }
        return after(
                account,
                credentials.add(account, server, kind, place, day),
                "",
                told,
                response,
                model);
    }

    @PostMapping("/tasks/credentials/{id}/retire")
    String retire(
            Account account,
            @PathVariable String id,
            RedirectAttributes told,
            HttpServletResponse response,
            Model model) {
        return after(account, credentials.retire(account, id(id)), "", told, response, model);
    }

    @PostMapping("/tasks/leavings")
    String leaving(
            Account account,
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes told,
            HttpServletResponse response,
            Model model) {
        return after(
                account, credentials.leaving(account, login, reason), "", told, response, model);
    }

    /** The address stands in this answer alone, so there is no redirect to another page. */
    @PostMapping("/tasks/calendar")
    String calendar(Account account, HttpServletRequest request, Model model) {
        var token = feeds.renew(account);
        model.addAttribute(
                "calendar",
                ServletUriComponentsBuilder.fromContextPath(request)
                        .path("/calendar.ics")
                        .queryParam("token", token)
                        .toUriString());
        return show(account, null, null, model);
    }

    @PostMapping("/tasks/calendar/end")
    String endCalendar(Account account, RedirectAttributes told) {
        feeds.revoke(account);
        told.addFlashAttribute("told", "Your calendar's address leads nowhere now.");
        return "redirect:/tasks";
    }

    private String after(
            Account account,
            TaskOutcome outcome,
            String done,
            RedirectAttributes told,
            HttpServletResponse response,
            Model model) {
        return switch (outcome) {
            case TaskOutcome.Done(var task) -> {
                told.addFlashAttribute("told", done);
                yield "redirect:/tasks";
            }
            case TaskOutcome.Noted(var text) -> {
                told.addFlashAttribute("told", sentence(text));
                yield "redirect:/tasks";
            }
            case TaskOutcome.Refused(var why) -> refused(account, why, response, model);
        };
    }

    private String refused(Account account, String why, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return show(account, null, sentence(why), model);
    }

    private String show(
            Account account, @Nullable String told, @Nullable String problem, Model model) {
        var open = desk.open(account);
        var before = model.getAttribute("told");
        var calendar = model.getAttribute("calendar");
        model.addAttribute(
                "view",
                new TasksView(
                        rows.of(
                                open.stream()
                                        .filter(task -> TaskDesk.concerns(account, task))
                                        .toList(),
                                account),
                        rows.of(
                                open.stream()
                                        .filter(task -> !TaskDesk.concerns(account, task))
                                        .toList(),
                                account),
                        rows.of(desk.closed(account, MOST_DONE), account),
                        credentials.of(account).stream().map(this::row).toList(),
                        account.roles().stream().anyMatch(KEEPERS::contains),
                        account.has(Role.SECURITY) || account.has(Role.ADMINISTRATOR),
                        before == null ? told : before.toString(),
                        problem,
                        calendar == null ? null : calendar.toString(),
                        feeds.has(account)));
        return "tasks";
    }

    private TasksView.CredentialRow row(Credential credential) {
        return new TasksView.CredentialRow(
                credential.id().value(),
                credential.packagePurl().packageName(),
                credential.kind(),
                credential.place(),
                people.name(credential.ownerId()),
                Words.day(credential.rotatedOn().atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private static String sentence(String text) {
        return text.isEmpty()
                ? text
                : Character.toUpperCase(text.charAt(0))
                        + text.substring(1)
                        + (text.endsWith(".") ? "" : ".");
    }

    private static Id id(String text) {
        return Id.parse(text).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
