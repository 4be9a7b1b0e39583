package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.registry.tools.ToolDecisions;
import dev.assay.registry.tools.ToolMatrix;
import dev.assay.registry.workflow.Deed;

import jakarta.servlet.http.HttpServletRequest;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tool matrix: shown, printed, and confirmed row by row or all at once. */
@Controller("toolPages")
final class ToolsController {

    private static final int MOST_TEXT = 200;
    private static final int MOST_DATA = 100;

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
            Model model) {
        var view =
                page.view(
                        account,
                        id(id),
                        shown,
                        ExceptionsController.flash(model, "told"),
                        ExceptionsController.flash(model, "bad"));
        model.addAttribute(
                "view", view.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "tools";
    }

    /** The rows that were shown, or with {@code only} one of them. */
    @PostMapping("/releases/{id}/tools")
    String say(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String only,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes told) {
        var release = id(id);
        var rows = new HashMap<String, ToolEntry>();
        matrix.of(release).forEach(each -> rows.put(each.name(), each));
        var names = values(request, "tool");
        var words = new ArrayList<ToolDecisions.Word>();
        for (var index = 0; index < names.size(); index++) {
            if (only.isEmpty() || only.equals(names.get(index))) {
                words.add(word(request, index, names.get(index), rows));
            }
        }
        switch (decisions.say(account, release, words, reason)) {
            case Deed.Done<ToolDecisions.Outcome>(var outcome) ->
                    told.addFlashAttribute("told", text(outcome));
            case Deed.Refused<ToolDecisions.Outcome>(var why) ->
                    told.addFlashAttribute("bad", ReleaseController.sentence(why));
        }
        return "redirect:/releases/" + release + "/tools";
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

    private static ToolDecisions.Word word(
            HttpServletRequest request, int index, String name, Map<String, ToolEntry> rows) {
        var entry = rows.get(name);
        return new ToolDecisions.Word(
                name,
                value(request, "fingerprint", index),
                one(ToolClass.values(), value(request, "toolClass", index), ToolClass::words),
                entry == null
                        ? null
                        : new ToolTerms(
                                data(value(request, "data", index)),
                                cut(value(request, "system", index)),
                                entry.terms().constraints(),
                                one(
                                        ApprovalMode.values(),
                                        value(request, "mode", index),
                                        ApprovalMode::words),
                                limit(request, index)));
    }

    private static RateLimit limit(HttpServletRequest request, int index) {
        try {
            return new RateLimit(
                    Integer.parseInt(value(request, "max", index).strip()),
                    Integer.parseInt(value(request, "window", index).strip()));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static List<String> data(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(ToolsController::cut)
                .limit(MOST_DATA)
                .toList();
    }

    private static String cut(String text) {
        var clean = text.strip();
        return clean.length() <= MOST_TEXT ? clean : clean.substring(0, MOST_TEXT);
    }

    private static <E> E one(E[] all, String word, Function<E, String> words) {
        return Arrays.stream(all)
                .filter(each -> words.apply(each).equals(word))
                .findFirst()
                .orElseThrow(ToolsController::malformed);
    }

    private static String value(HttpServletRequest request, String name, int index) {
        var all = values(request, name);
        if (index >= all.size()) {
            throw malformed();
        }
        return all.get(index);
    }

    private static List<String> values(HttpServletRequest request, String name) {
        var values = request.getParameterValues(name);
        return values == null ? List.of() : Arrays.asList(values);
    }

    private static Id id(String text) {
        return Id.parse(text).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Our own form never sends this. */
    private static ResponseStatusException malformed() {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
}
