package dev.assay.web.page;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.RequestForm;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.RequestOutcome.Problem;
import dev.assay.registry.workflow.Workflow;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.Map;

@Controller
final class RequestController {

    private final Workflow workflow;
    private final FetchStore fetches;

    RequestController(Workflow workflow, FetchStore fetches) {
        this.workflow = workflow;
        this.fetches = fetches;
    }

    @GetMapping("/request")
    String form(
            @RequestParam(defaultValue = "") String purl,
            @RequestParam(defaultValue = "") String sighting,
            Model model) {
        var seen = Id.parse(sighting).flatMap(fetches::sighting);
        var wanted = seen.map(each -> each.purl().toString()).orElse(purl);
        model.addAttribute("view", new RequestView(wanted, "", "", "", Map.of(), seen.isPresent()));
        return "request";
    }

    @PostMapping("/request")
    String request(
            Account account,
            @RequestParam(defaultValue = "") String purl,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String domains,
            Model model,
            RedirectAttributes told,
            HttpServletResponse response) {
        var form = new RequestForm(purl, purpose, owner, domains.lines().toList());
        return switch (workflow.request(account, form)) {
            case RequestOutcome.Accepted(var request, var release, var review) ->
                    taken(told, release.id(), "Your request is taken; vetting has begun.");
            case RequestOutcome.Joined(var request, var release, var review) ->
                    taken(
                            told,
                            release.id(),
                            "Somebody asked for this before you; your request joined theirs.");
            case RequestOutcome.Widened(var request, var release, var review) ->
                    taken(
                            told,
                            release.id(),
                            "Your declaration is wider than what was looked at, so it has a review"
                                    + " of its own; what is approved stays served.");
            case RequestOutcome.AlreadyApproved(var request, var release) ->
                    taken(told, release.id(), "It is approved already: you can use it now.");
            case RequestOutcome.Refused(var problems) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var errors =
                        problems.stream()
                                .collect(
                                        groupingBy(
                                                Problem::field,
                                                mapping(Problem::message, toList())));
                model.addAttribute(
                        "view", new RequestView(purl, purpose, owner, domains, errors, false));
                yield "request";
            }
        };
    }

    private static String taken(RedirectAttributes told, Id release, String text) {
        told.addFlashAttribute("told", text);
        return "redirect:/releases/" + release;
    }
}
