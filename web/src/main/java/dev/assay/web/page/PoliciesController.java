package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.PolicyProblem;
import dev.assay.registry.policy.PolicyText;
import dev.assay.registry.policy.RuleSet;
import dev.assay.registry.vetting.PolicyReports;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;

/** The policy in force, and what another one would do. */
@Controller("policyPages")
final class PoliciesController {

    /** A list of more is no list that anybody reads. */
    private static final int MOST_RELEASES = 200;

    private final Policies policies;
    private final PolicyReports reports;

    PoliciesController(Policies policies, PolicyReports reports) {
        this.policies = policies;
        this.reports = reports;
    }

    @GetMapping("/policies")
    String policy(
            Account account, @RequestParam(required = false) @Nullable String rule, Model model) {
        var overview = reports.overview();
        var told = model.getAttribute("told");
        model.addAttribute(
                "view",
                PoliciesView.of(
                        policies.state(),
                        overview,
                        rule == null
                                ? null
                                : new PoliciesView.Breaking(
                                        rule,
                                        PoliciesView.links(reports.breaking(rule, MOST_RELEASES))),
                        PoliciesView.links(reports.approvedAgainst(MOST_RELEASES)),
                        account.has(Role.ADMINISTRATOR),
                        PageRights.POLICY_TRIALS.admits(account.roles()),
                        told == null ? null : told.toString()));
        return "policies";
    }

    @GetMapping("/policies/dry-run")
    String trial(Model model) {
        var policy = policies.state();
        model.addAttribute(
                "view",
                new TrialView(
                        PolicyText.join(policy.rules().files()),
                        policy.digest().hex(),
                        null,
                        List.of(),
                        null));
        return "trial";
    }

    /** It changes nothing, so the answer is a page of its own and no redirect. */
    @PostMapping("/policies/dry-run")
    String tried(
            @RequestParam(defaultValue = "") String yaml,
            HttpServletResponse response,
            Model model) {
        var now = policies.state().digest().hex();
        var view =
                switch (RuleSet.read(PolicyText.split(yaml))) {
                    case RuleSet.Reading.Taken(var rules) ->
                            new TrialView(
                                    yaml,
                                    now,
                                    rules.digest().hex(),
                                    List.of(),
                                    reports.dryRun(rules));
                    case RuleSet.Reading.Refused(var problems) -> {
                        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                        yield new TrialView(
                                yaml,
                                now,
                                null,
                                problems.stream().map(PolicyProblem::toString).toList(),
                                null);
                    }
                };
        model.addAttribute("view", view);
        return "trial";
    }

    @PostMapping("/policies/load")
    String load(Account account, RedirectAttributes told) {
        if (policies.load(account.login())) {
            told.addFlashAttribute(
                    "told",
                    "The policy was loaded. Releases that were judged under another one are judged"
                            + " anew, which takes a minute.");
        }
        return "redirect:/policies";
    }
}
