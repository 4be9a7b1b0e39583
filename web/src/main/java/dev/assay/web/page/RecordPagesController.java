package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.record.Checklist;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.StatedValue;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.store.Id;
import dev.assay.registry.record.Statements;
import dev.assay.registry.workflow.Deed;

import jakarta.servlet.http.HttpServletRequest;

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

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** The record of a server: shown as it is or was, and stated field by field. */
@Controller
final class RecordPagesController {

    private final RecordPage page;
    private final Statements statements;

    RecordPagesController(RecordPage page, Statements statements) {
        this.page = page;
        this.statements = statements;
    }

    @GetMapping("/servers/{id}/record")
    String record(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String edit,
            RedirectAttributes told,
            Model model) {
        var server = id(id);
        var then = moment(at);
        if (then != null && !page.wasThere(server, then)) {
            told.addFlashAttribute("bad", "There was no record of it then. This is how it is now.");
            return "redirect:/servers/" + server + "/record";
        }
        return show(
                account,
                server,
                new RecordPage.Wanted(then, moment(since), show.equals("unknown"), edit),
                new RecordPage.Said(
                        ExceptionsController.flash(model, "told"),
                        ExceptionsController.flash(model, "bad"),
                        null),
                model);
    }

    /** One field; what was typed is kept where it is not taken. */
    @PostMapping("/servers/{id}/record")
    String state(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String how,
            @RequestParam(defaultValue = "") String show,
            HttpServletRequest request,
            RedirectAttributes told,
            Model model) {
        var server = id(id);
        var of =
                Subject.find(subject)
                        .flatMap(each -> Field.find(each, field))
                        .orElseThrow(RecordPagesController::none);
        var words = words(request, of);
        var wanted =
                new RecordPage.Wanted(
                        null, null, show.equals("unknown"), RecordForms.place(of, key.strip()));
        if (words.isEmpty() && how.isEmpty()) {
            return again(
                    account,
                    server,
                    wanted,
                    "Say something, or that there is none.",
                    new RecordForms.Typed(wanted.edit(), words, reason, "", ""),
                    model);
        }
        var stated =
                switch (how) {
                    case "none" -> List.<String>of();
                    case "back" -> null;
                    default -> words;
                };
        return switch (statements.state(
                account, server, new Statements.Word(of, key.strip(), stated), reason)) {
            case Deed.Done<List<StatedValue>> done -> {
                told.addFlashAttribute("told", "“" + of.label() + "” is on record as you say it.");
                yield "redirect:/servers/"
                        + server
                        + "/record"
                        + (wanted.only() ? "?show=unknown" : "")
                        + "#"
                        + RecordSections.anchor(wanted.edit());
            }
            case Deed.Refused<List<StatedValue>>(var why) ->
                    again(
                            account,
                            server,
                            wanted,
                            ReleaseController.sentence(why),
                            new RecordForms.Typed(wanted.edit(), words, reason, "", ""),
                            model);
        };
    }

    /** One item of a checklist. */
    @PostMapping("/servers/{id}/record/checks")
    String check(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "") String evidence,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String how,
            RedirectAttributes told,
            Model model) {
        var server = id(id);
        var checklist = Checklist.find(list).orElseThrow(RecordPagesController::none);
        var place = "check/" + list + "/" + item;
        var wanted = new RecordPage.Wanted(null, null, false, place);
        var typed =
                new RecordForms.Typed(
                        place, result.isEmpty() ? List.of() : List.of(result), evidence, by, on);
        if (result.isEmpty() && how.isEmpty()) {
            return again(account, server, wanted, "Choose a result.", typed, model);
        }
        LocalDate day;
        try {
            day = on.isBlank() ? null : LocalDate.parse(on);
        } catch (DateTimeException e) {
            return again(account, server, wanted, "That is no day.", typed, model);
        }
        var look =
                new Statements.Look(
                        checklist,
                        item,
                        how.equals("back") ? null : result,
                        evidence.strip(),
                        by,
                        day);
        return switch (statements.check(account, server, look)) {
            case Deed.Done<List<StatedValue>> done -> {
                told.addFlashAttribute("told", "It is on record as you found it.");
                yield "redirect:/servers/" + server + "/record#" + RecordSections.anchor(place);
            }
            case Deed.Refused<List<StatedValue>>(var why) ->
                    again(account, server, wanted, ReleaseController.sentence(why), typed, model);
        };
    }

    private String again(
            Account account,
            Id server,
            RecordPage.Wanted wanted,
            String why,
            RecordForms.Typed typed,
            Model model) {
        return show(account, server, wanted, new RecordPage.Said(null, why, typed), model);
    }

    private String show(
            Account account,
            Id server,
            RecordPage.Wanted wanted,
            RecordPage.Said said,
            Model model) {
        model.addAttribute(
                "view",
                page.view(account, server, wanted, said).orElseThrow(RecordPagesController::none));
        return "record";
    }

    /** What was chosen or typed; several lines are several words where the field takes several. */
    private static List<String> words(HttpServletRequest request, Field field) {
        var given = request.getParameterValues("words");
        var all = given == null ? Stream.<String>of() : Stream.of(given);
        return (field.form().many() ? all.flatMap(String::lines) : all)
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }

    /** A time, or a day: that day's end. */
    private static @Nullable Instant moment(String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .minusMillis(1)
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw none();
        }
    }

    private static Id id(String text) {
        return Id.parse(text).orElseThrow(RecordPagesController::none);
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
