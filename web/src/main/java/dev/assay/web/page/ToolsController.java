package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.registry.tools.ToolDecisions;
import dev.assay.registry.tools.ToolDecisions.Word;
import dev.assay.registry.tools.ToolMatrix;
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

import java.util.ArrayList;
import java.util.List;

/** The tool matrix: shown, printed, and confirmed row by row or all at once. */
@Controller("toolPages")
final class ToolsController {

    private final ToolsPage page;
    private final ToolMatrix matrix;
    private final ToolDecisions decisions;

    ToolsController(ToolsPage page, ToolMatrix matrix, ToolDecisions decisions) {
        this.page = page;
        this.matrix = matrix;
        this.decisions = decisions;
    }

    @GetMapping("/releases/{id}/tools")
    String tools(
            Account account,
            @PathVariable String id,
            @RequestParam(name = "class", defaultValue = "") String shown,
            @RequestParam(name = "after", defaultValue = "") String after,
            Model model) {
        return show(
                account,
                id(id),
                new ToolsPage.Wanted(shown, after),
                new ToolsPage.Said(
                        ExceptionsController.flash(model, "told"),
                        ExceptionsController.flash(model, "bad"),
                        null,
                        null),
                model);
    }

    /** Some rows as they stand. */
    @PostMapping("/releases/{id}/tools")
    String confirm(
            Account account,
            @PathVariable String id,
            HttpServletRequest request,
            RedirectAttributes told) {
        var release = id(id);
        var names = ToolForm.values(request, "tool");
        var prints = ToolForm.values(request, "fingerprint");
        var words = new ArrayList<Word>();
        for (var i = 0; i < names.size() && i < prints.size(); i++) {
            words.add(new Word(names.get(i), prints.get(i), null, null));
        }
        say(account, release, words, "", told);
        return "redirect:/releases/" + release + "/tools";
    }

    /** One row as somebody wrote it; what they wrote is kept where it is refused. */
    @PostMapping("/releases/{id}/tools/change")
    String change(
            Account account,
            @PathVariable String id,
            HttpServletRequest request,
            RedirectAttributes told,
            Model model) {
        var release = id(id);
        var name = ToolForm.value(request, "tool");
        var form = ToolForm.of(request);
        String why;
        try {
            var word =
                    new Word(
                            name,
                            ToolForm.value(request, "fingerprint"),
                            form.asClass(),
                            form.asTerms());
            switch (decisions.say(account, release, List.of(word), form.reason())) {
                case Deed.Done<ToolDecisions.Outcome>(var outcome) -> {
                    told.addFlashAttribute("told", text(outcome));
                    return "redirect:/releases/" + release + "/tools";
                }
                case Deed.Refused<ToolDecisions.Outcome>(var reason) -> why = reason;
            }
        } catch (ToolForm.FlawException e) {
            why = String.valueOf(e.getMessage());
        }
        return show(
                account,
                release,
                new ToolsPage.Wanted("", ""),
                new ToolsPage.Said(null, ReleaseController.sentence(why), name, form),
                model);
    }

    /** The second word for what another reviewer wants, as it was shown. */
    @PostMapping("/releases/{id}/tools/agreement")
    String agree(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String tool,
            @RequestParam(defaultValue = "") String wish,
            RedirectAttributes told) {
        var release = id(id);
        var entry =
                matrix.of(release).stream().filter(each -> each.name().equals(tool)).findFirst();
        var wanted = entry.map(ToolEntry::wish).orElse(null);
        if (wanted == null || !wish.equals(page.wish(entry.get()))) {
            told.addFlashAttribute("bad", "That is not what is wanted any more. Look again.");
        } else {
            var word =
                    new Word(
                            tool,
                            entry.get().fingerprint().hex(),
                            wanted.toolClass(),
                            wanted.terms());
            say(account, release, List.of(word), wanted.reason(), told);
        }
        return "redirect:/releases/" + release + "/tools";
    }

    private void say(
            Account account, Id release, List<Word> words, String reason, RedirectAttributes told) {
        switch (decisions.say(account, release, words, reason)) {
            case Deed.Done<ToolDecisions.Outcome>(var outcome) ->
                    told.addFlashAttribute("told", text(outcome));
            case Deed.Refused<ToolDecisions.Outcome>(var why) ->
                    told.addFlashAttribute("bad", ReleaseController.sentence(why));
        }
    }

    private String show(
            Account account, Id id, ToolsPage.Wanted wanted, ToolsPage.Said said, Model model) {
        model.addAttribute(
                "view",
                page.view(account, id, wanted, said)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "tools";
    }

    private static String text(ToolDecisions.Outcome outcome) {
        if (outcome.held().isEmpty() && outcome.waiting().isEmpty()) {
            return "Nothing in it differs from what holds.";
        }
        return (outcome.held().isEmpty()
                        ? ""
                        : counted(outcome.held())
                                + " confirmed. What waits for reviewers is being judged again. ")
                + (outcome.waiting().isEmpty()
                        ? ""
                        : counted(outcome.waiting()) + " waiting for somebody else to agree.");
    }

    private static String counted(List<ToolEntry> entries) {
        return entries.size() == 1
                ? entries.getFirst().name() + " is"
                : entries.size() + " tools are";
    }

    private static Id id(@Nullable String text) {
        return Id.parse(text == null ? "" : text)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
