package dev.assay.web.page;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Draft;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Drafts;
import dev.assay.registry.workflow.EditOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.RequestOutcome.Problem;
import dev.assay.registry.workflow.Workflow;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;
import java.util.Map;
import java.util.Optional;

@Controller
final class RequestController {

    private final Workflow workflow;
    private final Drafts drafts;
    private final RequestPage page;

    RequestController(Workflow workflow, Drafts drafts, RequestPage page) {
        this.workflow = workflow;
        this.drafts = drafts;
        this.page = page;
    }

    /**
     * What the script is told after it saved.
     *
     * @param optional the questions that need no answer as things stand
     */
    record Saved(String draft, String progress, int answered, int needed, List<String> optional) {}

    @GetMapping("/request")
    String form(
            Account account,
            @RequestParam(defaultValue = "") String purl,
            @RequestParam(defaultValue = "") String sighting,
            @RequestParam(defaultValue = "") String draft,
            @RequestParam(defaultValue = "") String renew,
            @RequestParam(defaultValue = "") String promote,
            @RequestParam(defaultValue = "") String edit,
            Model model) {
        var content =
                Id.parse(draft)
                        .flatMap(id -> page.draft(account, id))
                        .or(() -> Id.parse(sighting).flatMap(page::sighting))
                        .or(() -> again(renew, Draft.Origin.RENEWAL))
                        .or(() -> again(promote, Draft.Origin.PROMOTION))
                        .or(() -> Id.parse(edit).flatMap(page::edit))
                        .orElseGet(() -> page.blank(purl));
        return show(account, content, RequestPage.Said.NOTHING, model);
    }

    /** Saves, or hands in: the button says which. */
    @PostMapping("/request")
    String request(
            Account account,
            @RequestParam MultiValueMap<String, String> sent,
            Model model,
            RedirectAttributes told,
            HttpServletResponse response) {
        var fields = new RequestFields(sent);
        if (!fields.handsIn()) {
            return save(account, fields, model, told, response);
        }
        return fields.origin() == Draft.Origin.EDIT
                ? edit(account, fields, model, told, response)
                : handIn(account, fields, model, told, response);
    }

    /** Saves as it is typed. */
    @PostMapping("/request/draft")
    ResponseEntity<Saved> saveDraft(
            Account account, @RequestParam MultiValueMap<String, String> sent) {
        var fields = new RequestFields(sent);
        return switch (drafts.save(account, fields.written())) {
            case Deed.Done<Draft>(var draft) -> {
                var progress = RequestPage.progress(draft.answers());
                yield ResponseEntity.ok(
                        new Saved(
                                draft.id().value(),
                                progress.text(),
                                progress.answered(),
                                progress.needed(),
                                RequestPage.optional(draft.answers())));
            }
            case Deed.Refused<Draft>(var why) -> ResponseEntity.status(HttpStatus.CONFLICT).build();
        };
    }

    @PostMapping("/request/drafts/{id}/removal")
    String remove(Account account, @PathVariable String id, RedirectAttributes told) {
        var removed = Id.parse(id).map(each -> drafts.remove(account, each)).orElse(false);
        if (!removed) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        told.addFlashAttribute("told", "The draft is thrown away.");
        return "redirect:/";
    }

    @PostMapping("/requests/{id}/withdrawal")
    String withdraw(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes told) {
        var request =
                Id.parse(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return switch (workflow.withdraw(account, request, reason)) {
            case Deed.Done<AccessRequest>(var done) -> {
                told.addFlashAttribute("told", "Your request is withdrawn.");
                yield "redirect:/releases/" + done.releaseId();
            }
            case Deed.Refused<AccessRequest>(var why) -> {
                told.addFlashAttribute("told", "It was not withdrawn: " + why + ".");
                yield "redirect:/";
            }
        };
    }

    private String save(
            Account account,
            RequestFields fields,
            Model model,
            RedirectAttributes told,
            HttpServletResponse response) {
        return switch (drafts.save(account, fields.written())) {
            case Deed.Done<Draft>(var draft) -> {
                told.addFlashAttribute(
                        "told", "Saved. It stands under Waiting until you hand it in.");
                yield "redirect:/request?draft=" + draft.id();
            }
            case Deed.Refused<Draft>(var why) -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                yield show(
                        account,
                        typed(fields, null),
                        new RequestPage.Said(Map.of("account", List.of(why)), List.of()),
                        model);
            }
        };
    }

    private String handIn(
            Account account,
            RequestFields fields,
            Model model,
            RedirectAttributes told,
            HttpServletResponse response) {
        return switch (workflow.request(account, fields.form())) {
            case RequestOutcome.Accepted(var request, var release, var review) ->
                    taken(
                            account,
                            fields,
                            told,
                            release.id(),
                            "Your request is taken; vetting has begun.");
            case RequestOutcome.Joined(var request, var release, var review) ->
                    taken(
                            account,
                            fields,
                            told,
                            release.id(),
                            "Somebody asked for this before you; your request joined theirs.");
            case RequestOutcome.Widened(var request, var release, var review) ->
                    taken(
                            account,
                            fields,
                            told,
                            release.id(),
                            "Your request asks for more than what was looked at, so it has a review"
                                    + " of its own; what is approved stays served.");
            case RequestOutcome.AlreadyApproved(var request, var release) ->
                    taken(
                            account,
                            fields,
                            told,
                            release.id(),
                            "It is approved already: you can use it now.");
            case RequestOutcome.Refused(var problems) ->
                    refused(account, fields, problems, model, response);
        };
    }

    private String edit(
            Account account,
            RequestFields fields,
            Model model,
            RedirectAttributes told,
            HttpServletResponse response) {
        var id = fields.written().originId();
        if (id == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return switch (workflow.edit(account, id, fields.form())) {
            case EditOutcome.Edited(var request, var review, var votes) ->
                    taken(
                            account,
                            fields,
                            told,
                            request.releaseId(),
                            "Your changes are in, and it is judged anew."
                                    + (votes == 0
                                            ? ""
                                            : " "
                                                    + Words.count(
                                                            votes, "vote counts", "votes count")
                                                    + " no more."));
            case EditOutcome.Refused(var problems) ->
                    refused(account, fields, problems, model, response);
        };
    }

    /** Nothing typed is lost: what could not be handed in is saved as it is. */
    private String refused(
            Account account,
            RequestFields fields,
            List<Problem> problems,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        var errors =
                problems.stream()
                        .collect(groupingBy(Problem::field, mapping(Problem::message, toList())));
        var draft =
                drafts.save(account, fields.written()) instanceof Deed.Done<Draft>(var kept)
                        ? kept
                        : null;
        return show(account, typed(fields, draft), new RequestPage.Said(errors, List.of()), model);
    }

    private String taken(
            Account account,
            RequestFields fields,
            RedirectAttributes told,
            Id release,
            String text) {
        var draft = fields.written().id();
        if (draft != null) {
            drafts.remove(account, draft);
        }
        told.addFlashAttribute("told", text);
        return "redirect:/releases/" + release;
    }

    private Optional<RequestPage.Content> again(String release, Draft.Origin origin) {
        return Id.parse(release).flatMap(id -> page.again(id, origin));
    }

    private static RequestPage.Content typed(RequestFields fields, @Nullable Draft kept) {
        if (kept != null) {
            return RequestPage.content(kept);
        }
        var written = fields.written();
        var id = written.id();
        var origin = written.originId();
        return new RequestPage.Content(
                id == null ? "" : id.value(),
                written.origin(),
                origin == null ? "" : origin.value(),
                written.purl(),
                written.domains(),
                written.answers(),
                null);
    }

    private String show(
            Account account, RequestPage.Content content, RequestPage.Said said, Model model) {
        var told = model.getAttribute("told");
        model.addAttribute(
                "view",
                page.view(
                        account,
                        content,
                        told == null
                                ? said
                                : new RequestPage.Said(said.errors(), List.of(told.toString()))));
        return "request";
    }
}
